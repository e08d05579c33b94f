import type { JsonObject } from '#common';
import type { Settings } from '../settings.js';
import { convert, filled } from './convert.js';
import { customText } from './custom-text.js';
import type { FaultKind } from './fault.js';
import type { FieldValue, ValueField } from './field.js';
import { ruleSetOf } from './rule-set.js';
import type { Rule, RuleSet } from './rule-set.js';

/** What a rule made of a body: a value, a fault, or neither where SCIM says nothing. `source`: what it came from. */
export interface Mapped {
  readonly source?: string;
  readonly value?: FieldValue;
  readonly fault?: FaultKind;
}

/** What a SCIM User says of an account, before it is held against what is there, and before departments. */
export interface MappedPerson {
  readonly active: boolean;
  readonly name?: string;
  /** In E.164. undefined: no number at all. null: a number that cannot be a mobile. */
  readonly mobile?: string | null;
  /** Of every field that has a rule. */
  readonly values: ReadonlyMap<ValueField['key'], Mapped>;
  /** By the name of the custom field. */
  readonly custom: ReadonlyMap<string, Mapped>;
  /** What name and mobile came from. */
  readonly sources: { readonly name?: string; readonly mobile?: string };
}

/** Whether a User is to have an account at all; one that says nothing is. */
export const isActive = (body: JsonObject): boolean => body.active !== false;

interface Known {
  readonly mapping: Settings['mapping'];
  readonly region: string;
  readonly person: MappedPerson;
}

/** Plan and fingerprint of one look ask for the same person: a phone number is not read twice for that. */
const known = new WeakMap<JsonObject, Known>();

/** Maps a stored SCIM User to DingTalk's fields. Total: a body of any shape maps, to little if need be. */
export function mapPerson(
  body: JsonObject,
  { mapping, region }: Pick<Settings, 'mapping' | 'region'>,
): MappedPerson {
  const before = known.get(body);
  if (before?.mapping === mapping && before.region === region) return before.person;
  const person = mappedPerson(body, { mapping, region });
  known.set(body, { mapping, region, person });
  return person;
}

function mappedPerson(body: JsonObject, settings: Pick<Settings, 'mapping' | 'region'>): MappedPerson {
  const rules: RuleSet = ruleSetOf(settings.mapping);
  const mapped = (rule: Rule) => mapField(rule, body, settings.region);
  const [name, mobile] = [mapped(rules.name), mapped(rules.mobile)];
  return {
    active: isActive(body),
    ...(typeof name.value === 'string' ? { name: name.value } : {}),
    ...(mobile.source === undefined
      ? {}
      : { mobile: typeof mobile.value === 'string' ? mobile.value : null }),
    values: new Map(
      rules.values.flatMap(({ field, rule }) => (rule ? [[field.key, mapped(rule)] as const] : [])),
    ),
    custom: new Map(rules.custom.map(({ key, rule }) => [key, escaped(mapped(rule))])),
    sources: {
      ...(name.source === undefined ? {} : { name: name.source }),
      ...(mobile.source === undefined ? {} : { mobile: mobile.source }),
    },
  };
}

/** The first source that says anything decides, whether its value can be used or not. */
function mapField({ shape, sources, transform }: Rule, body: JsonObject, region: string): Mapped {
  for (const { label, read } of sources) {
    const said = read(body);
    if (typeof said === 'string') return { source: label, fault: said };
    for (const candidate of said) {
      const raw = filled(candidate);
      if (raw !== undefined) return { source: label, ...convert(shape, transform, raw, region) };
    }
  }
  return {};
}

function escaped(mapped: Mapped): Mapped {
  return typeof mapped.value === 'string' ? { ...mapped, value: customText(mapped.value) } : mapped;
}
