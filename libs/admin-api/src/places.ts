import { z } from 'zod';

/** The Groups that a person is in. */
export const groupsSchema = z
  .array(z.strictObject({ id: z.guid(), name: z.string().nullable(), direct: z.boolean() }).readonly())
  .readonly();

/** Where DingTalk has a person. */
export const departmentsSchema = z
  .array(z.strictObject({ id: z.int(), name: z.string().nullable() }).readonly())
  .readonly();
