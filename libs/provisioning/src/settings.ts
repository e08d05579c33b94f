import { z } from 'zod';
import { mappingSchema } from './mapping/mapping.js';

/** What an administrator sets on a connection; every member has a default, so `{}` is a whole value. */
export const settingsSchema = z.strictObject({
  /** DingTalk department below which the bridge builds its tree; 1 is the root of the company. */
  rootDepartmentId: z.number().int().min(1).default(1),
  /** Where people without a department go. Without one they wait, then are blocked. */
  defaultDepartmentId: z.number().int().min(1).optional(),
  /** How long a person may be without a department before that is a fault, in seconds. */
  settleSeconds: z.number().int().min(0).max(604_800).default(3600),
  /** Country whose mobiles DingTalk takes without prefix: the one the organisation is registered in. */
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('CN'),
  /** Which SCIM attribute becomes which DingTalk field; what it leaves out is as for Entra ID and Okta. */
  mapping: mappingSchema.prefault({}),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
