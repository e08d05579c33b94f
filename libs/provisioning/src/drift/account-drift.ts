import type { JsonObject } from '#common';
import type { FieldValue } from '../mapping/field.js';
import { ruleSetOf } from '../mapping/rule-set.js';
import type { Rule } from '../mapping/rule-set.js';
import type { AccountFields } from '../plan/change.js';
import { settledBy } from '../plan/desired.js';
import { readAppliedAccount } from '../plan/difference.js';
import { observe } from '../plan/observe.js';
import { readableOf } from '../plan/observed.js';
import type { ObservedFields } from '../plan/observed.js';
import type { Repairs } from '../plan/repair.js';
import { readRepairs, valueOf } from '../plan/repairs.js';
import type { Settings } from '../settings.js';
import { fieldDrift } from './drift.js';
import type { FieldDrift } from './drift.js';

/** What a department's list leaves out of its people (fact sheet 3.7, C10). */
const notListed: readonly string[] = ['manager_userid', 'senior_mode'];

/** An account as a reading found it, held against what was last written there. */
export interface AccountDrift {
  /** As DingTalk shows it; what it does not show is as written. */
  readonly fields: AccountFields;
  readonly repairs: Repairs;
  /** None: it is as it was left. */
  readonly differing: readonly FieldDrift[];
}

/**
 * Holds a person as a department's list shows him against what was last written. What the list leaves out, what the
 * app may not read and what the mapping leaves to DingTalk is no drift; nor is what was written so often without
 * success that it is told as a fault.
 *
 * @param applied what the Link says was applied
 * @param listed with the departments that are ours, and no others
 */
export function accountDrift(
  { mapping }: Pick<Settings, 'mapping'>,
  applied: JsonObject,
  listed: ObservedFields,
): AccountDrift {
  const written = readAppliedAccount(applied);
  const known = readRepairs(applied);
  const { managerUserId, senior } = written;
  const shown: ObservedFields = Object.assign({}, listed, { managerUserId, senior });
  const { fields, repairs } = observe(written, known, shown, readableOf(listed), { wasWritten: true });
  const compared = ownFields(mapping)
    .filter(({ name, rule }) => isKeptUp(rule, valueOf(written, name), valueOf(fields, name)))
    .flatMap(({ name }) => fieldDrift(name, valueOf(written, name), valueOf(fields, name)));
  const unseen = Object.entries(known).filter(([name]) => notListed.includes(name));
  return {
    fields,
    repairs: Object.assign(Object.fromEntries(unseen), repairs),
    differing: [
      ...compared,
      ...fieldDrift('mobile', written.mobile, fields.mobile),
      ...fieldDrift('dept_id_list', written.departmentIds, fields.departmentIds),
    ],
  };
}

type KeepingRule = Pick<Rule, 'when' | 'ifEmpty'>;

/** Whether a rule would ever write what is there anew. */
const isKeptUp = ({ when, ifEmpty }: KeepingRule, was: FieldValue | null, is: FieldValue | null): boolean =>
  settledBy(when, is ?? undefined) === undefined && !(ifEmpty === 'keep' && was === null);

/** The fields that the mapping fills, save the mobile. */
function ownFields(
  mapping: Settings['mapping'],
): readonly { readonly name: string; readonly rule: KeepingRule }[] {
  const { name, values, manager, custom } = ruleSetOf(mapping);
  return [
    { name: 'name', rule: name },
    ...values.flatMap(({ field, rule }) => (rule ? [{ name: field.name, rule }] : [])),
    ...(manager ? [{ name: 'manager_userid', rule: manager }] : []),
    ...custom.map(({ key, rule }) => ({ name: `extension.${key}`, rule })),
  ];
}
