import { z } from 'zod';

/** What the doctor looks at. */
const checks = [
  'host',
  'credentials',
  'app',
  'address',
  'permission',
  'contactScope',
  'department',
  'field',
  'verification',
  'quota',
] as const;
export type Check = (typeof checks)[number];

/** What it can say; the texts have a sentence for each. */
const sayings = [
  'hostAnswers',
  'hostUnreachable',
  'hostSilent',
  'credentialsAccepted',
  'credentialsRefused',
  'appStopped',
  'addressAllowed',
  'addressNotAllowed',
  'permissionGranted',
  'permissionMissing',
  'scopeWhole',
  'scopePartial',
  'scopeEmpty',
  'departmentReachable',
  'departmentOutOfScope',
  'departmentMissing',
  'fieldVisible',
  'fieldHidden',
  'verified',
  'notVerified',
  'quotaUsedUp',
] as const;
export type Saying = (typeof sayings)[number];

/** Why something cannot be known. */
const whys = [
  'notAsked',
  'noPermission',
  'noAnswer',
  'busy',
  'nobody',
  'emptyOrHidden',
  'unexpected',
] as const;
export type Why = (typeof whys)[number];

/** Ids and numbers that a sentence may need; never a name, a number of somebody's, a secret or another's words. */
const details = {
  /** Which of DingTalk's hosts. */
  host: z.enum(['oapi', 'api']).exactOptional(),
  /** DingTalk's code, or the network's. */
  code: z.string().exactOptional(),
  /** Code of a permission point. */
  scope: z.string().exactOptional(),
  /** Where the console grants it. */
  link: z.string().exactOptional(),
  /** The address that DingTalk saw us come from. */
  address: z.string().exactOptional(),
  departmentId: z.number().exactOptional(),
  field: z.enum(['mobile', 'personal']).exactOptional(),
  /** Of verification. */
  level: z.number().exactOptional(),
  /** Departments in the contact scope. */
  departments: z.number().exactOptional(),
  /** Single people in the contact scope. */
  people: z.number().exactOptional(),
};

const knownSchema = z.strictObject({
  check: z.enum(checks),
  /** `warning`: the bridge works, but does less, or something may surprise. */
  state: z.enum(['ok', 'warning', 'failed']),
  says: z.enum(sayings),
  ...details,
});

const unknownSchema = z.strictObject({
  check: z.enum(checks),
  state: z.literal('unknown'),
  why: z.enum(whys),
  ...details,
});

/** One thing that the doctor found, or could not find out. */
export const findingSchema = z.union([knownSchema, unknownSchema]);
export type KnownFinding = Readonly<z.infer<typeof knownSchema>>;
export type UnknownFinding = Readonly<z.infer<typeof unknownSchema>>;
export type Finding = KnownFinding | UnknownFinding;

export const diagnosisSchema = z.strictObject({
  appKey: z.string(),
  /** In the order in which they are told. */
  findings: z.array(findingSchema).readonly(),
});

/** What the doctor found out about an app. */
export type Diagnosis = Readonly<z.infer<typeof diagnosisSchema>>;
