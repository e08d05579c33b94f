import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { accountFields } from '../mapping/field.js';
import type { FieldDefinition } from '../mapping/field.js';
import type { AccountFields, Change, ClearableField, DepartmentFields, RoleFields } from './change.js';
import type { Repairs } from './repair.js';
import { titleDifference } from './titles.js';

/** Every field that an update may write; a mobile is not one (fact sheet 3.5). */
const changeable = accountFields.filter(({ key }) => key !== 'mobile');

/** The one update that turns what was applied into what is desired; undefined where they agree. */
export function accountDifference(
  userId: string,
  applied: AccountFields,
  desired: AccountFields,
  { keepForeign, repairs = {} }: { readonly keepForeign: boolean; readonly repairs?: Repairs },
): Change | undefined {
  const set: Record<string, unknown> = {};
  const clear: ClearableField[] = [];
  for (const { key, emptied } of changeable) {
    const [was, is] = [applied[key], desired[key]];
    if (was === is) continue;
    if (is !== undefined) set[key] = is;
    else if (emptied === 'emptyText' || emptied === 'forced') clear.push(key as ClearableField);
  }
  const extension = customDifference(applied.extension ?? {}, desired.extension ?? {});
  if (Object.keys(extension).length > 0) set.extension = extension;
  const titles = titleDifference(applied, desired);
  if (titles) set.departmentTitles = titles;
  if (!same(desired.departmentIds, applied.departmentIds)) set.departmentIds = desired.departmentIds;
  if (Object.keys(set).length === 0 && clear.length === 0) return undefined;
  if (desired.enterprise) set.departmentIds = desired.departmentIds;
  const open = Object.keys(repairs).length > 0 ? { repairs } : {};
  return {
    kind: 'updateAccount',
    userId,
    set: set,
    clear,
    fields: desired,
    keepForeign,
    ...open,
  };
}

/** Only what changes: an update in merge mode leaves all other custom fields alone, ours and anybody's. */
function customDifference(
  was: Readonly<Record<string, string>>,
  is: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const [before, now] = [new Map(Object.entries(was)), new Map(Object.entries(is))];
  const set = [...now].filter(([key, value]) => before.get(key) !== value);
  const emptied = [...before.keys()].filter((key) => !now.has(key)).map((key) => [key, ''] as const);
  return Object.fromEntries([...set, ...emptied]);
}

/** As accountDifference, for departments. */
export function departmentDifference(
  departmentId: number,
  applied: DepartmentFields,
  desired: DepartmentFields,
): Change | undefined {
  const set = {
    ...(desired.name === applied.name ? {} : { name: desired.name }),
    ...(desired.parentId === applied.parentId ? {} : { parentId: desired.parentId }),
    ...(desired.order === undefined || desired.order === applied.order ? {} : { order: desired.order }),
    ...(desired.headIds === undefined || same(desired.headIds, applied.headIds ?? [])
      ? {}
      : { headIds: desired.headIds }),
  };
  if (Object.keys(set).length === 0) return undefined;
  return { kind: 'updateDepartment', departmentId, set, fields: desired };
}

const same = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);

const kinds: Readonly<Record<FieldDefinition['type'], 'string' | 'boolean' | 'number'>> = {
  text: 'string',
  email: 'string',
  mobile: 'string',
  user: 'string',
  boolean: 'boolean',
  date: 'number',
};

/** Reads what a Link says was applied to its account; it was written by us. */
export function readAppliedAccount(applied: JsonObject): AccountFields {
  const ids = Array.isArray(applied.departmentIds) ? (applied.departmentIds as readonly Json[]) : [];
  const fields: Record<string, unknown> = {
    name: '',
    mobile: '',
    departmentIds: ids.map(Number).sort((a, b) => a - b),
  };
  for (const { key, type } of accountFields) {
    if (typeof applied[key] === kinds[type]) fields[key] = applied[key];
  }
  if (isJsonObject(applied.extension)) fields.extension = applied.extension;
  if (isJsonObject(applied.departmentTitles)) fields.departmentTitles = applied.departmentTitles;
  if (applied.titlesInDoubt === true) fields.titlesInDoubt = true;
  if (applied.enterprise === true) fields.enterprise = true;
  return fields as unknown as AccountFields;
}

/** Reads what a Link says was applied to its department; heads that were all taken back are DingTalk's again. */
export function readAppliedDepartment(applied: JsonObject): DepartmentFields {
  const { name, parentId, order } = applied;
  const headIds = (Array.isArray(applied.headIds) ? (applied.headIds as readonly Json[]) : []).filter(
    (head) => typeof head === 'string',
  );
  return {
    name: typeof name === 'string' ? name : '',
    parentId: Number(parentId),
    ...(typeof order === 'number' ? { order } : {}),
    ...(headIds.length === 0 ? {} : { headIds }),
  };
}

/** Reads what a Link says was applied to its role. */
export function readAppliedRole({ name, roleGroup }: JsonObject): RoleFields {
  return {
    name: typeof name === 'string' ? name : '',
    roleGroup: typeof roleGroup === 'string' ? roleGroup : '',
  };
}
