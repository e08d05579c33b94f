import type { JsonObject } from '#common';
import { mapPerson } from '../mapping/account.js';
import { ruleSetOf } from '../mapping/rule-set.js';
import type { AccountFields } from '../plan/change.js';
import { observe } from '../plan/observe.js';
import { readableOf } from '../plan/observed.js';
import type { ObservedFields } from '../plan/observed.js';
import type { Settings } from '../settings.js';

/**
 * What an account is taken to show that a Link takes over. What the app may not read an earlier store of ours is taken
 * to have written as SCIM has it; of an account that others made nobody knows, so that it is written, unless it is to be
 * written only where DingTalk has nothing.
 *
 * @param listed with the departments that are ours, and no others
 */
export function accountTakenOver(
  settings: Pick<Settings, 'mapping' | 'region'>,
  person: JsonObject,
  listed: ObservedFields,
  madeBy: 'us' | 'others',
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
  const isPresumed = (name: string) => madeBy === 'us' || isDefaultOnly(settings, name);
  return observe(written, {}, listed, readableOf(listed), { wasWritten: false, isPresumed }).fields;
}

/** @param name DingTalk's name of a field, `extension.<name>` of a custom one */
function isDefaultOnly({ mapping }: Pick<Settings, 'mapping'>, name: string): boolean {
  const { values, custom } = ruleSetOf(mapping);
  const rule =
    values.find(({ field }) => field.name === name)?.rule ??
    custom.find(({ key }) => `extension.${key}` === name)?.rule;
  return rule?.when === 'defaultIfEmpty';
}
