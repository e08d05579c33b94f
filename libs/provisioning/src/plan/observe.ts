import { accountFields } from '../mapping/field.js';
import type { FieldDefinition, FieldValue } from '../mapping/field.js';
import type { AccountFields } from './change.js';
import { maxRepairs } from './repair.js';
import type { Repair, Repairs } from './repair.js';
import type { ObservedFields, ReadPermission } from './observed.js';
import { valueOf } from './repairs.js';
import { titlesWithin } from './titles.js';

/** What a read says of an account that was written before. */
export interface Observation {
  /** What the account is taken to show from now on. */
  readonly fields: AccountFields;
  readonly repairs: Repairs;
  /** DingTalk's names of the fields that show something else than was written. */
  readonly differing: readonly string[];
}

/**
 * Holds what a read shows against what was written. What may not be read is taken to be as written. What shows
 * something else is taken as it is, so that the next plan repairs it; after `maxRepairs` that did not help it is
 * taken as written, so that no plan touches it until SCIM says something else.
 *
 * @param written what the Link says was applied; undefined where the account was made by somebody before us, who
 *   may have meant anything: then nothing counts as a repair that failed
 * @param inDoubt whether the answer to an update was lost: what is not shown may be as before it or as after it
 * @param isPresumed whether a field of which nothing is shown, and nobody can tell empty from hidden, is taken to be as
 *   written: as a rule. Of others nothing is known, so that they are written
 */
export function observe(
  written: AccountFields,
  repairs: Repairs,
  observed: ObservedFields,
  readable: ReadonlySet<ReadPermission>,
  {
    wasWritten,
    inDoubt = false,
    isPresumed = () => true,
  }: {
    readonly wasWritten: boolean;
    readonly inDoubt?: boolean;
    readonly isPresumed?: (name: string) => boolean;
  },
): Observation {
  const fields: Record<string, unknown> = {
    name: written.name,
    mobile: observed.mobile ?? written.mobile,
    departmentIds: [...observed.departmentIds].sort((a, b) => a - b),
  };
  const open = new Map<string, Repair>();
  const differing: string[] = [];
  const look = (name: string, type: FieldDefinition['type'], visible: boolean): FieldValue | null => {
    const [is, was] = [valueOf(observed, name), valueOf(written, name)];
    if (is === null && !visible) return isPresumed(name) ? was : null;
    if (same(type, is, was)) return was;
    if (!wasWritten) return is;
    differing.push(name);
    const known = repairs[name];
    const times = known?.wanted === was ? known.times : 0;
    open.set(name, { wanted: was, times: times + 1 });
    return times < maxRepairs ? is : was;
  };
  for (const { name, key, type, readBy } of accountFields) {
    if (key === 'mobile') continue;
    const visible = readBy === 'always' || (readBy !== 'never' && readable.has(readBy));
    const value = look(name, type, visible && key !== 'name');
    if (value !== null) fields[key] = value;
  }
  const custom = Object.keys(written.extension ?? {}).flatMap((key) => {
    const value = look(`extension.${key}`, 'text', readable.has('personal'));
    return value === null ? [] : [[key, String(value)] as const];
  });
  if (custom.length > 0) fields.extension = Object.fromEntries(custom);
  // Titles of departments are never shown: of an account that somebody else made nobody knows them.
  const titles = wasWritten ? titlesWithin(written.departmentTitles, observed.departmentIds) : {};
  if (Object.keys(titles).length > 0) fields.departmentTitles = titles;
  // Whoever shows something else than was written may have been written by somebody else.
  const doubted = differing.length > 0 && Object.keys(titles).length > 0;
  if (inDoubt || doubted || written.titlesInDoubt) fields.titlesInDoubt = true;
  if (observed.enterprise) fields.enterprise = true;
  return { fields: fields as unknown as AccountFields, repairs: Object.fromEntries(open), differing };
}

/** A flag that was never set reads as false; an e-mail may come back in another case. */
function same(type: FieldDefinition['type'], is: FieldValue | null, was: FieldValue | null): boolean {
  if (type === 'boolean') return (is ?? false) === (was ?? false);
  if (type === 'email') return String(is ?? '').toLowerCase() === String(was ?? '').toLowerCase();
  return (is ?? '') === (was ?? '');
}
