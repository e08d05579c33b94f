import { accountFields } from '../mapping/field.js';
import type { FieldValue } from '../mapping/field.js';
import type { Change } from '../plan/change.js';
import type { FieldTrace } from '../plan/desired.js';
import type { ObservedFields } from '../plan/observed.js';

/** A field as both sides have it, by DingTalk's name of it. */
export interface SharedField {
  readonly field: string;
  /** null: empty, or not to be seen. */
  readonly scim: FieldValue | readonly number[] | null;
  readonly dingTalk: FieldValue | readonly number[] | null;
  /** Whether it would be written, once the one is the other. */
  readonly changes: boolean;
}

/**
 * Both sides of somebody who may be an account.
 *
 * @param trace what SCIM makes of each field
 * @param update what would be written first; absent: nothing
 */
export function bothSides(
  trace: readonly FieldTrace[],
  observed: ObservedFields,
  update?: Extract<Change, { kind: 'updateAccount' }>,
): readonly SharedField[] {
  const written = new Set<string>([...Object.keys(update?.set ?? {}), ...(update?.clear ?? [])]);
  const custom = new Set(Object.keys(update?.set.extension ?? {}));
  const fields = trace.map(({ field, value = null }): SharedField => {
    const own = customKeyOf(field);
    const key = accountFields.find(({ name }) => name === field)?.key;
    if (own !== undefined) {
      const dingTalk = observed.extension?.[own] ?? null;
      return { field, scim: value, dingTalk, changes: custom.has(own) };
    }
    const dingTalk = key === undefined ? null : (observed[key] ?? null);
    // A mobile is never changed: where it differs, that is told once the one is the other.
    return { field, scim: value, dingTalk, changes: key !== undefined && written.has(key) };
  });
  const places = {
    field: 'dept_id_list',
    scim: update?.set.departmentIds ?? observed.departmentIds,
    dingTalk: observed.departmentIds,
    changes: written.has('departmentIds'),
  };
  return [...fields.filter(({ scim, dingTalk }) => scim !== null || dingTalk !== null), places];
}

const customKeyOf = (field: string): string | undefined =>
  field.startsWith('extension.') ? field.slice('extension.'.length) : undefined;
