import { z } from 'zod';
import { demandUsableRules } from './usable-rules.js';
import { mobileRule, plainRule, referenceRule, requiredTextRule, textRule } from './rule.js';

/** The name of a custom field, as an administrator made it in DingTalk. */
const customName = z
  .string()
  .min(1)
  .max(100)
  .refine((name) => !/\p{Cc}/u.test(name) && name !== '__proto__', {
    message: 'is no name of a custom field',
  });

/**
 * Which SCIM attribute becomes which DingTalk field, by DingTalk's names. A field that is left out has its
 * default; null leaves a field to DingTalk: it is neither written nor cleared.
 */
export const mappingSchema = z
  .strictObject({
    name: requiredTextRule.optional(),
    mobile: mobileRule.optional(),
    title: textRule.nullable().optional(),
    job_number: textRule.nullable().optional(),
    email: textRule.nullable().optional(),
    org_email: textRule.nullable().optional(),
    telephone: textRule.nullable().optional(),
    work_place: textRule.nullable().optional(),
    remark: textRule.nullable().optional(),
    hired_date: plainRule.nullable().optional(),
    hide_mobile: plainRule.nullable().optional(),
    senior_mode: plainRule.nullable().optional(),
    login_email: textRule.nullable().optional(),
    manager_userid: referenceRule.nullable().optional(),
    /** Custom fields by name. Only those named here are the bridge's own. */
    extension: z
      .record(customName, textRule.required({ sources: true }))
      .refine((fields) => Object.keys(fields).length <= 100, { message: 'has more than 100 custom fields' })
      .optional(),
  })
  .superRefine(demandUsableRules);

export type Mapping = Readonly<z.infer<typeof mappingSchema>>;
