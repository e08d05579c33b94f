import type { Seeded } from '../support/seeded.js';
import { definitionOf, oddText } from './values.js';

type Type = 'Users' | 'Groups';

const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'EQ', 'is'];
const literals = [
  '"x"',
  '"W/\\"1\\""',
  '"2020-01-01T00:00:00Z"',
  'true',
  '"True"',
  'null',
  '1',
  '-1.5e3',
  '1e999',
  'x',
];

/** The name of an attribute of a type, of one of its parts, or of nothing. */
export function randomPath(random: Seeded, type: Type): string {
  const { schema, extensions } = definitionOf(type);
  const { id, attributes } = random.one([schema, schema, ...extensions]);
  const attribute = random.one(attributes);
  const [sub] = attribute.subAttributes.length > 0 ? [random.one(attribute.subAttributes)] : [];
  const name = sub && random.below(3) > 0 ? `${attribute.name}.${sub.name}` : attribute.name;
  switch (random.below(8)) {
    case 0:
      return random.one(['id', 'externalId', 'meta.created', 'meta.version', 'schemas', 'meta', 'password']);
    case 1:
      return oddText(random);
    default:
      return id === schema.id && random.below(3) > 0 ? name : `${id}:${name}`;
  }
}

/** A filter by the grammar, mostly; sometimes with something lost or too much of it. */
export function randomFilter(random: Seeded, type: Type): string {
  const filter = expression(random, type, 3);
  switch (random.below(15)) {
    case 0:
      return filter.slice(0, random.below(filter.length + 1));
    case 1:
      return '('.repeat(1 + random.below(1_200)) + filter;
    case 2:
      return `${filter} ${oddText(random)}`;
    case 3:
      return Array.from({ length: 1 + random.below(400) }, () => filter).join(' or ');
    default:
      return filter;
  }
}

function expression(random: Seeded, type: Type, depth: number): string {
  if (depth === 0) return comparison(random, randomPath(random, type));
  switch (random.below(7)) {
    case 0:
      return `(${expression(random, type, depth - 1)})`;
    case 1:
      return `not (${expression(random, type, depth - 1)})`;
    case 2:
      return `${expression(random, type, depth - 1)} ${random.one(['and', 'or', 'AND'])} ${expression(random, type, depth - 1)}`;
    case 3: {
      const inner = comparison(random, random.one(['value', 'type', 'primary', 'display', '$ref', 'x']));
      const list = random.one(['emails', 'members', 'groups', 'roles', 'addresses', 'title', 'meta', 'name']);
      return `${list}[${inner}]`;
    }
    default:
      return comparison(random, randomPath(random, type));
  }
}

function comparison(random: Seeded, path: string): string {
  const operator = random.one(operators);
  const literal = random.below(6) === 0 ? JSON.stringify(oddText(random)) : random.one(literals);
  return operator === 'pr' ? `${path} pr` : `${path} ${operator} ${literal}`;
}
