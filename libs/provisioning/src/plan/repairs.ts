import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import type { FieldFault } from '../mapping/fault.js';
import { accountFields } from '../mapping/field.js';
import type { FieldValue } from '../mapping/field.js';
import type { AccountFields } from './change.js';
import type { ObservedFields } from './observed.js';
import { maxRepairs } from './repair.js';
import type { Repair, Repairs } from './repair.js';

/** The value of a field by DingTalk's name, `extension.<name>` for a custom one; null: empty. */
export function valueOf(fields: ObservedFields, name: string): FieldValue | null {
  const definition = accountFields.find((field) => field.name === name);
  if (definition) return fields[definition.key] ?? null;
  const key = name.slice('extension.'.length);
  const { extension = {} } = fields;
  return Object.hasOwn(extension, key) ? (extension[key] ?? null) : null;
}

/** The repairs that are still about what the fields hold; SCIM saying something else ends one. */
export function repairsOf(fields: AccountFields, repairs: Repairs): Repairs {
  return Object.fromEntries(
    Object.entries(repairs).filter(([name, { wanted }]) => valueOf(fields, name) === wanted),
  );
}

/** Whether something was written again of which nobody has seen yet whether it helped. */
export function isUnverified(repairs: Repairs): boolean {
  return Object.values(repairs).some(({ times }) => times <= maxRepairs);
}

/** The fields that were written again as often as is sensible, and still show something else. */
export function notSettable(repairs: Repairs): readonly FieldFault[] {
  return Object.entries(repairs)
    .filter(([, { times }]) => times > maxRepairs)
    .map(([field]) => ({ field, fault: 'notSettable' }));
}

/** Reads the repairs that a Link keeps beside what was applied; they were written by us. */
export function readRepairs(applied: JsonObject): Repairs {
  const { repairs } = applied;
  if (!isJsonObject(repairs)) return {};
  return Object.fromEntries(
    Object.entries(repairs).flatMap(([name, repair]: [string, Json]) =>
      isJsonObject(repair) && typeof repair.times === 'number'
        ? [[name, { wanted: (repair.wanted ?? null) as Repair['wanted'], times: repair.times }] as const]
        : [],
    ),
  );
}

/** The repairs of a Link as a change carries them on; nothing where there are none. */
export function openRepairs(applied: JsonObject | undefined): { readonly repairs?: Repairs } {
  const repairs = applied ? readRepairs(applied) : {};
  return Object.keys(repairs).length > 0 ? { repairs } : {};
}
