import { z } from 'zod';

/**
 * What an account or department that was there before us may be matched by. DingTalk's names; `path`: where a
 * department stands and what it is called.
 */
export const adoptionKeys = ['userid', 'job_number', 'email', 'mobile', 'path'] as const;
export type AdoptionKey = (typeof adoptionKeys)[number];

/**
 * What may be proposed to be taken over, and by what it is matched. None unless somebody says so: whoever writes SCIM
 * could otherwise put his hand on an account by naming it. Nothing is taken over without a review.
 */
export const adoptionSchema = z.strictObject({
  keys: z
    .array(z.enum(adoptionKeys))
    .refine((keys) => new Set(keys).size === keys.length, 'names a key twice')
    .readonly()
    .default([]),
});
