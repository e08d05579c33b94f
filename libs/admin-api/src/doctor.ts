import { z } from 'zod';
import { credentialsSchema } from './connections.js';
import type { Noun } from './endpoint.js';
import { laterSchema } from './later.js';

/** One thing that the doctor found, or could not find out. */
const findingSchema = z
  .strictObject({
    /** What was looked at. */
    check: z.string(),
    state: z.enum(['ok', 'warning', 'failed', 'unknown']),
    /** What it can say of it. Absent where the state is unknown. */
    says: z.string().exactOptional(),
    /** Why it cannot be known. */
    why: z.string().exactOptional(),
    host: z.string().exactOptional(),
    /** DingTalk's code, or the network's. */
    code: z.string().exactOptional(),
    /** Code of a permission point. */
    scope: z.string().exactOptional(),
    /** Where DingTalk's console grants it. */
    link: z.string().exactOptional(),
    /** The address that DingTalk saw us come from. */
    address: z.string().exactOptional(),
    departmentId: z.number().exactOptional(),
    field: z.string().exactOptional(),
    /** Of verification. */
    level: z.number().exactOptional(),
    departments: z.number().exactOptional(),
    people: z.number().exactOptional(),
    /** The finding as a sentence and what mends it; only where a language was asked for. */
    told: z.strictObject({ what: z.string(), mend: z.string().exactOptional() }).readonly().exactOptional(),
  })
  .readonly();

/** In which language findings are to be told as sentences, too. */
export const toldInSchema = z.object({ lang: z.enum(['en', 'zh']).optional() });

const diagnosisSchema = z
  .strictObject({ appKey: z.string(), findings: z.array(findingSchema).readonly() })
  .readonly()
  .meta({ id: 'Diagnosis' });

export const doctor = {
  ofConnection: {
    method: 'POST',
    path: '/connections/{id}/doctor',
    summary: "Looks at a connection's app without writing anything in DingTalk",
    role: 'administrator',
    query: toldInSchema,
    answers: { 200: diagnosisSchema, 202: laterSchema },
  },
  ofDraft: {
    method: 'POST',
    path: '/doctor',
    summary: 'Looks at an app that no connection has yet',
    role: 'administrator',
    query: toldInSchema,
    request: credentialsSchema.extend({
      rootDepartmentId: z.int().min(1).optional(),
      defaultDepartmentId: z.int().min(1).optional(),
    }),
    answers: { 200: diagnosisSchema, 202: laterSchema },
  },
} as const satisfies Noun;
