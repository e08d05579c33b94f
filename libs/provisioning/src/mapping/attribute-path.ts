import { z } from 'zod';
import { parseValueSource, ScimError } from '#scim';

/** An attribute path of SCIM (RFC 7644 section 3.10), such as `phoneNumbers[type eq "mobile"].value`. */
export const attributePathSchema = z
  .string()
  .max(500)
  .superRefine((text, context) => {
    try {
      parseValueSource(text, 'User');
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      context.addIssue({ code: 'custom', message: error.detail });
    }
  });
