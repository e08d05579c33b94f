import type { Mapped, MappedPerson } from '../mapping/account.js';
import type { FaultKind, FieldFault } from '../mapping/fault.js';
import { extensionLimit } from '../mapping/field.js';
import type { FieldValue } from '../mapping/field.js';
import { ruleSetOf } from '../mapping/rule-set.js';
import type { Rule } from '../mapping/rule-set.js';
import type { AccountFields, TakenValue } from './change.js';
import type { AccountSituation } from './situation.js';
import { titlesOf } from './titles.js';

/** Why a field stays as DingTalk has it although SCIM may say otherwise. */
export type KeptFor = 'notOurs' | 'onlyOnCreate' | 'defaultIfEmpty' | 'ifEmpty' | 'neverChanged' | FaultKind;

/** What one DingTalk field would be, and where from. */
export interface FieldTrace {
  /** DingTalk's name of it; `extension.<name>` for a custom field. */
  readonly field: string;
  /** Absent: empty. */
  readonly value?: FieldValue;
  /** The attribute it came from. Absent where it came from none. */
  readonly source?: string;
  readonly kept?: KeptFor;
  readonly fault?: FaultKind;
}

/** What an account should show, and why. */
export interface Desired {
  readonly fields: AccountFields;
  readonly trace: readonly FieldTrace[];
}

/**
 * What an account should show: the mapped values where the rules let them through, else what is there.
 *
 * @param applied what the account has; undefined for one that is about to be made
 */
export function desiredAccount(
  situation: Pick<AccountSituation, 'settings' | 'manager' | 'taken'> &
    Partial<Pick<AccountSituation, 'person' | 'departments'>>,
  person: MappedPerson,
  fixed: Pick<AccountFields, 'mobile' | 'departmentIds'>,
  applied?: AccountFields,
): Desired {
  const rules = ruleSetOf(situation.settings.mapping);
  const trace: FieldTrace[] = [];
  const fields: Record<string, unknown> = { name: person.name ?? applied?.name ?? '', ...fixed };
  const decide = (field: string, rule: DecidingRule | undefined, mapped: Mapped, there?: FieldValue) => {
    const taken = situation.taken?.find((value) => value.field === field);
    const decided = taken
      ? whenTaken(taken, mapped, there)
      : byRule(rule, mapped, applied ? { value: there } : undefined);
    trace.push({ field, ...decided });
    return decided.value;
  };
  const nothing: Mapped = {};
  for (const { field, rule } of rules.values) {
    const mapped = person.values.get(field.key) ?? nothing;
    const value = decide(field.name, rule, mapped, applied?.[field.key]);
    if (value !== undefined) fields[field.key] = value;
  }
  const { manager } = situation;
  const named: Mapped =
    manager?.presence === 'present' && manager.externalId !== undefined
      ? { value: manager.externalId }
      : nothing;
  const managerUserId = decide('manager_userid', rules.manager, named, applied?.managerUserId);
  if (managerUserId !== undefined) fields.managerUserId = managerUserId;

  const custom = new Map(Object.entries(applied?.extension ?? {}));
  // One comma more than there are, for one pair of braces less.
  let left = extensionLimit - 1;
  for (const { key, rule } of rules.custom) {
    const mapped = person.custom.get(key) ?? nothing;
    const length = mapped.value === undefined ? 0 : JSON.stringify({ [key]: mapped.value }).length - 1;
    const fits = length <= left;
    if (fits) left -= length;
    const value = decide(
      `extension.${key}`,
      rule,
      fits ? mapped : { ...(mapped.source ? { source: mapped.source } : {}), fault: 'tooLong' },
      custom.get(key),
    );
    if (value === undefined) custom.delete(key);
    else custom.set(key, String(value));
  }
  if (custom.size > 0) fields.extension = Object.fromEntries(custom);
  const desired = fields as unknown as AccountFields;
  const departmentTitles = titlesOf(situation, desired, applied);
  return {
    fields: {
      ...desired,
      ...(Object.keys(departmentTitles).length === 0 ? {} : { departmentTitles }),
      // Where titles are left to DingTalk nothing is written that would end the doubt.
      ...(applied?.titlesInDoubt && situation.settings.departmentTitles.kind === 'none'
        ? { titlesInDoubt: true }
        : {}),
      ...(applied?.enterprise ? { enterprise: true } : {}),
    },
    trace,
  };
}

/** The faults that a trace tells of. */
export function faultsOf(trace: readonly FieldTrace[]): readonly FieldFault[] {
  return trace.flatMap(({ field, fault }) => (fault === undefined ? [] : [{ field, fault }]));
}

/** By what a rule leaves an account's field, that holds `there`, as it is whatever SCIM says; undefined: it does not. */
export function settledBy(
  when: Rule['when'],
  there: FieldValue | undefined,
): Exclude<Rule['when'], 'always'> | undefined {
  switch (when) {
    case 'always':
      return undefined;
    case 'onlyOnCreate':
      return when;
    case 'defaultIfEmpty':
      return there === undefined ? undefined : when;
  }
}

type DecidingRule = Pick<Rule, 'shape' | 'when' | 'ifEmpty'>;

type Decided = Omit<FieldTrace, 'field'>;

/** @param there what the account has; undefined for an account that is about to be made */
function byRule(
  rule: DecidingRule | undefined,
  { value, source, fault }: Mapped,
  there: { readonly value: FieldValue | undefined } | undefined,
): Decided {
  const kept = (reason: KeptFor): Decided => ({
    ...(there?.value === undefined ? {} : { value: there.value }),
    kept: reason,
  });
  if (!rule) return kept('notOurs');
  const settled = there && settledBy(rule.when, there.value);
  if (settled) {
    // What could not be written by the create is still missing.
    const missing = fault !== undefined && there.value === undefined ? { fault } : {};
    return { ...kept(settled), ...missing };
  }
  const from = source === undefined ? {} : { source };
  if (fault !== undefined) return { ...kept(fault), ...from, fault };
  if (value !== undefined) return { value, ...from };
  if (there?.value === undefined) return {};
  if (rule.ifEmpty === 'keep') return kept('ifEmpty');
  switch (rule.shape.emptied) {
    case 'never':
      return { ...kept('notClearable'), fault: 'notClearable' };
    case 'false':
      return { value: false };
    case 'emptyText':
    case 'forced':
      return {};
  }
}

/** Somebody else has the value: the account keeps its own, or lets go of it so that a ring can move. */
function whenTaken({ letGo }: TakenValue, { source }: Mapped, there: FieldValue | undefined): Decided {
  return {
    ...(there === undefined || letGo ? {} : { value: there }),
    ...(source === undefined ? {} : { source }),
    kept: 'taken',
    fault: 'taken',
  };
}
