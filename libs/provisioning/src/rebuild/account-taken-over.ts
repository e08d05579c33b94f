import type { JsonObject } from '#common';
import { mapPerson } from '../mapping/account.js';
import type { AccountFields } from '../plan/change.js';
import { observe } from '../plan/observe.js';
import { readableOf } from '../plan/observed.js';
import type { ObservedFields } from '../plan/observed.js';
import type { Settings } from '../settings.js';

/**
 * What an account is taken to show that a Link takes over, read in a department's list: what the app may not read is
 * taken to be as SCIM has it, as when a create finds its userid taken by an earlier store of ours.
 *
 * @param listed with the departments that are ours, and no others
 */
export function accountTakenOver(
  settings: Pick<Settings, 'mapping' | 'region'>,
  person: JsonObject,
  listed: ObservedFields,
): AccountFields {
  const { name = '', mobile, values, custom } = mapPerson(person, settings);
  const meant: Record<string, unknown> = { name, mobile: mobile ?? '', departmentIds: [] };
  for (const [key, { value }] of values) {
    // A list does not show it, and nobody said that it may not be read.
    if (value !== undefined && key !== 'senior') meant[key] = value;
  }
  const own = [...custom].flatMap(([key, { value }]) => (value === undefined ? [] : [[key, String(value)]]));
  if (own.length > 0) meant.extension = Object.fromEntries(own) as Record<string, string>;
  const written = meant as unknown as AccountFields;
  return observe(written, {}, listed, readableOf(listed), { wasWritten: false }).fields;
}
