import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { laterSchema } from './later.js';
import { seenDirectory } from './seen-directory.js';

const kindSchema = z.enum([
  'noName',
  'noMobile',
  'mobileInvalid',
  'mobileTwice',
  'emailTwice',
  'telephoneTwice',
  'noDepartment',
  'unknownManager',
  'managerCycle',
  'valueRefused',
  'existingAccount',
  'departmentNoName',
  'departmentNameChanged',
  'sameNamedSiblings',
  'departmentCycle',
  'existingDepartment',
  'roleNoName',
  'sameNamedRoles',
  'existingRole',
  'roleElsewhere',
]);

/** What is found, in words. */
const words = {
  kind: kindSchema,
  /** `stops`: somebody or something cannot be made; `notice`: it will look different. */
  severity: z.enum(['stops', 'notice']),
  what: z.string(),
  mend: z.string(),
};

const reportSchema = z
  .strictObject({
    id: z.guid(),
    startedAt: instant,
    finishedAt: instant,
    /** Who was looked at: those whom the connection syncs. */
    people: z.int(),
    departments: z.int(),
    /** How much of DingTalk was seen, or why none of it. */
    existing: z
      .strictObject({
        kind: z.enum(['read', 'unknown']),
        ...seenDirectory,
        /** Where Groups are to be roles: how many roles there are, or why that is not known. */
        roles: z.int().exactOptional(),
        rolesUnknown: z.string().exactOptional(),
      })
      .readonly(),
    /** What stops first, then most. */
    found: z.array(z.strictObject({ ...words, n: z.int() }).readonly()).readonly(),
  })
  .readonly()
  .meta({ id: 'PreflightReport' });

const findingSchema = z
  .strictObject({
    ...words,
    resourceId: z.guid(),
    /** null: deleted since. */
    type: z.enum(['User', 'Group']).nullable(),
    displayName: z.string().nullable(),
    /** Who or what it collides with: a Resource's id, a userid, or the number of a department or role. */
    other: z.string().nullable(),
    field: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .readonly();

const lang = z.enum(['en', 'zh']).default('en');

export const preflight = {
  look: {
    method: 'POST',
    path: '/connections/{id}/preflight',
    summary:
      'Looks for what keeps whom from being made, and who is in DingTalk already; writes nothing there',
    role: 'administrator',
    query: z.object({ lang }),
    answers: { 200: reportSchema, 202: laterSchema },
  },
  report: {
    method: 'GET',
    path: '/connections/{id}/preflight',
    summary: 'The newest report: how much there is of each kind, and what mends it',
    role: 'viewer',
    query: z.object({ lang }),
    answers: { 200: reportSchema },
  },
  findings: {
    method: 'GET',
    path: '/connections/{id}/preflight/findings',
    summary: 'A page of what the newest report found',
    role: 'viewer',
    query: z.object({
      lang,
      kind: kindSchema.optional(),
      after: z.coerce.number<number>().int().min(0).default(0),
      limit: z.coerce.number<number>().int().min(1).max(1000).default(100),
    }),
    answers: {
      200: z.strictObject({
        findings: z.array(findingSchema).readonly(),
        /** Where the next page begins; null: there is none. */
        next: z.int().nullable(),
      }),
    },
  },
  csv: {
    method: 'GET',
    path: '/connections/{id}/preflight/findings.csv',
    summary: 'All that the newest report found, as a table',
    role: 'viewer',
    query: z.object({ lang }),
    answers: { 200: z.string() },
  },
} as const satisfies Noun;
