/** What is known of a person in DingTalk: what was last read of each field. */
export interface MirrorPerson {
  readonly userId: string;
  readonly unionId?: string | undefined;
  readonly name?: string | undefined;
  /** Without country prefix. */
  readonly mobile?: string | undefined;
  /** Country code without plus. */
  readonly stateCode?: string | undefined;
  readonly title?: string | undefined;
  readonly jobNumber?: string | undefined;
  readonly telephone?: string | undefined;
  readonly email?: string | undefined;
  readonly organisationEmail?: string | undefined;
  readonly workPlace?: string | undefined;
  readonly remark?: string | undefined;
  /** Custom fields, as JSON text. */
  readonly extension?: string | undefined;
  /** Milliseconds since 1970. */
  readonly hiredDate?: number | undefined;
  readonly hideMobile?: boolean | undefined;
  readonly senior?: boolean | undefined;
  readonly managerUserId?: string | undefined;
  /** Ascending. */
  readonly departmentIds: readonly number[];
  readonly active: boolean;
  readonly enterpriseAccount: boolean;
}

/** The field permissions that decide whether absent means empty (fact sheet 8.1). */
export type FieldPermission = 'mobile' | 'personal';

const mobileFields = ['mobile', 'stateCode'] as const;
const personalFields = ['email', 'organisationEmail', 'workPlace', 'remark', 'extension'] as const;
/** What a department's list does not tell of its people (fact sheet 3.7, C10). */
const detailFields = ['managerUserId', 'senior'] as const;

type Field = (typeof mobileFields | typeof personalFields | typeof detailFields)[number];

/**
 * Which fields people read in one call show to be readable: a field without permission is absent from all of them,
 * and one that somebody shows is empty where it is absent (fact sheet 3.6).
 */
export function shownFields(people: readonly MirrorPerson[]): ReadonlySet<FieldPermission> {
  const shown = new Set<FieldPermission>();
  if (people.some(({ mobile }) => mobile !== undefined)) shown.add('mobile');
  if (people.some((person) => personalFields.some((field) => person[field] !== undefined)))
    shown.add('personal');
  return shown;
}

/**
 * The field permissions that must be asked for before a person's absent fields may be believed: he had one, shows it
 * no more, and nobody in the same answer shows any.
 */
export function doubtfulFields(
  read: MirrorPerson,
  before: MirrorPerson | undefined,
  shown: ReadonlySet<FieldPermission>,
): readonly FieldPermission[] {
  if (!before) return [];
  const lost = (fields: readonly Field[]) =>
    fields.some((field) => before[field] !== undefined && read[field] === undefined);
  const doubtful: FieldPermission[] = [];
  if (!shown.has('mobile') && lost(mobileFields)) doubtful.push('mobile');
  if (!shown.has('personal') && lost(personalFields)) doubtful.push('personal');
  return doubtful;
}

/** How a person was read. */
export interface Reading {
  /** `list`: as a department's member, without what only a look at the person himself shows. */
  readonly by: 'list' | 'person';
  /** The field permissions under which it was read; what is hidden is as it was last seen. */
  readonly readable: ReadonlySet<FieldPermission>;
}

/** What is known of a person after a reading: hidden is not empty, and what a list leaves out is not gone. */
export function learnPerson(
  read: MirrorPerson,
  before: MirrorPerson | undefined,
  { by, readable }: Reading,
): MirrorPerson {
  const kept: Partial<Record<Field, MirrorPerson[Field]>> = {};
  const keep = (fields: readonly Field[]) => {
    for (const field of fields) {
      const value = read[field] ?? before?.[field];
      if (value !== undefined) kept[field] = value;
    }
  };
  if (by === 'list') keep(detailFields);
  // Everybody but an enterprise account has a mobile: one that is not shown is hidden (fact sheet 3.1, 3.8).
  if (!readable.has('mobile') || !read.enterpriseAccount) keep(mobileFields);
  if (!readable.has('personal')) keep(personalFields);
  return Object.assign({}, read, kept, {
    departmentIds: [...new Set(read.departmentIds)].sort((a, b) => a - b),
  });
}
