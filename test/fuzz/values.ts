import { resourceTypes } from '#scim';
import type { AttributeDefinition } from '#scim';
import type { Seeded } from '../support/seeded.js';

type Type = 'Users' | 'Groups';

export const definitionOf = (type: Type) => resourceTypes[type === 'Users' ? 'User' : 'Group'];

const oddTexts = [
  '',
  ' ',
  'x',
  '\u0000',
  '\ud800',
  '😀',
  "'; drop table resource; --",
  '%_\\',
  '__proto__',
  'constructor',
  'a.b.c',
  'emails[type eq "work"].value',
  'members[value eq "x"]',
  'urn:ietf:params:scim:schemas:core:2.0:User:userName',
  'urn:x:y',
  '../../etc/passwd',
  '(',
  '"',
  'Z\u0301\u0301\u0301',
  'İ',
  'ﬁ',
  'true',
  'null',
  '1',
];

export function oddText(random: Seeded): string {
  const text = random.one(oddTexts);
  return random.below(30) === 0 ? text.repeat(1 + random.below(5_000)) : text;
}

/** A value of any type, and of no sense. */
export function oddValue(random: Seeded, depth = 3): unknown {
  switch (random.below(depth > 0 ? 10 : 7)) {
    case 0:
      return null;
    case 1:
      return random.one([true, false]);
    case 2:
      return random.one([0, -1, 1.5, 1e308, 9_007_199_254_740_993, -0]);
    case 7:
      return Array.from({ length: random.below(4) }, () => oddValue(random, depth - 1));
    case 8:
    case 9:
      return Object.fromEntries([
        [
          random.one(['value', 'type', 'primary', '__proto__', 'constructor', '$ref']),
          oddValue(random, depth - 1),
        ],
        [oddText(random), oddValue(random, depth - 1)],
      ]);
    default:
      return oddText(random);
  }
}

export function oddBody(random: Seeded): unknown {
  if (random.below(20) === 0) return nested(random.below(200));
  return oddValue(random, 5) ?? {};
}

function nested(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** A resource made from its schema; one value in ten is of a wrong type. */
export function randomResource(
  random: Seeded,
  type: Type,
  known: Readonly<Record<Type, readonly string[]>>,
): Record<string, unknown> {
  const { schema, extensions } = definitionOf(type);
  const resource: Record<string, unknown> = {
    schemas: [schema.id],
    externalId: oddText(random),
    ...part(random, schema.attributes),
    userName: random.one([`user${String(random.below(1_000))}`, oddText(random)]),
    displayName: `name${String(random.below(100))}`,
  };
  for (const { id, attributes } of extensions) {
    if (random.below(3) === 0)
      resource[id] = random.below(10) === 0 ? oddValue(random) : part(random, attributes);
  }
  if (type === 'Groups') {
    const ids = [...random.some(known.Users.slice(-6)), ...random.some(known.Groups.slice(-3))];
    resource.members = random.below(12) === 0 ? oddValue(random) : ids.map((value) => ({ value }));
  }
  return resource;
}

const part = (random: Seeded, attributes: readonly AttributeDefinition[]): Record<string, unknown> =>
  Object.fromEntries(
    attributes.filter(() => random.below(4) === 0).map((each) => [each.name, valueOf(random, each)]),
  );

function valueOf(random: Seeded, definition: AttributeDefinition): unknown {
  if (random.below(10) === 0) return oddValue(random);
  if (!definition.multiValued) return singleOf(random, definition);
  return Array.from({ length: random.below(3) }, () => singleOf(random, definition));
}

function singleOf(random: Seeded, definition: AttributeDefinition): unknown {
  switch (definition.type) {
    case 'complex':
      return part(random, definition.subAttributes);
    case 'boolean':
      return random.one([true, false, 'True', 'false']);
    case 'integer':
    case 'decimal':
      return random.below(1_000);
    case 'dateTime':
      return random.one([
        '2020-01-01T00:00:00Z',
        '0001-01-01T00:00:00.0000000+14:00',
        '9999-12-31T23:59:59-01:00',
      ]);
    case 'binary':
      return Buffer.from(oddText(random)).toString('base64');
    case 'string':
    case 'reference':
      return random.one([...definition.canonicalValues, 'a text', oddText(random)]);
  }
}
