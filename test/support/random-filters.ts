import type { JsonObject } from '#common';
import type { StoredResource } from '#store';
import { dingTalk, enterprise, group, person, times } from '../builders/population.js';
import type { Seeded } from './seeded.js';

type Type = StoredResource['type'];

const listSubs = ['value', 'type', 'display'];
const complexes: Readonly<Record<Type, Readonly<Record<string, readonly string[]>>>> = {
  User: {
    emails: listSubs,
    phoneNumbers: listSubs,
    roles: listSubs,
    addresses: ['locality', 'type'],
    photos: ['value', 'type'],
    name: ['familyName', 'givenName', 'formatted'],
    groups: ['value', 'display', 'type', '$ref'],
    [`${enterprise}:manager`]: ['value', '$ref', 'displayName'],
    [`${dingTalk}:extension`]: ['type', 'value'],
    meta: ['resourceType', 'version', 'location'],
  },
  Group: { members: ['value', 'type', 'display', '$ref'], meta: ['resourceType', 'version', 'location'] },
};
const simples: Readonly<Record<Type, readonly string[]>> = {
  User: [
    ...[
      'userName',
      'externalId',
      'id',
      'displayName',
      'title',
      'nickName',
      'locale',
      'profileUrl',
      'schemas',
    ],
    ...['department', 'employeeNumber'].map((name) => `${enterprise}:${name}`),
    ...[`${dingTalk}:remark`, `${dingTalk}:workPlace`],
    ...['colour', 'colour.tint', 'password'],
  ],
  Group: ['displayName', 'externalId', 'id', 'schemas', 'colour'],
};

/** Filters by chance that tell the population of test/builders apart, as clients see it. */
export class RandomFilters {
  constructor(
    private readonly random: Seeded,
    private readonly shown: Readonly<Record<Type, readonly JsonObject[]>>,
  ) {}

  /** @param depth how deep it is nested at the most */
  filter(type: Type, depth: number): string {
    const roll = this.random.roll();
    if (depth > 0 && roll < 0.3) {
      const parts = [this.filter(type, depth - 1), this.filter(type, depth - 1)];
      return `(${parts.join(this.random.one([' and ', ' or ']))})`;
    }
    if (depth > 0 && roll < 0.42) return `not (${this.filter(type, depth - 1)})`;
    const [attribute, subs] = this.random.one(Object.entries(complexes[type]));
    if (roll < 0.6) return `${attribute}[${this.conditions(type, subs, attribute)}]`;
    if (roll < 0.63) return `${attribute} pr`;
    if (roll < 0.75) return this.comparison(type, `${attribute}.${this.random.one(subs)}`);
    if (roll < 0.8) return this.instants('meta.');
    if (roll < 0.85 && type === 'User') return this.flag(this.random.one(['active', 'emails.primary']));
    return this.comparison(type, this.random.one(simples[type]));
  }

  private conditions(type: Type, subs: readonly string[], of: string): string {
    const one = (): string => {
      const roll = this.random.roll();
      if (roll < 0.15) return `not (${one()})`;
      if (roll < 0.25 && of === 'meta') return this.instants('');
      if (roll < 0.25 && of === 'emails') return this.flag('primary');
      return this.comparison(type, this.random.one(subs), `${of}.`);
    };
    return this.random.roll() < 0.5 ? one() : `${one()}${this.random.one([' and ', ' or '])}${one()}`;
  }

  private flag(name: string): string {
    return `${name} ${this.random.one(['eq true', 'ne true', 'eq false', 'ne false', 'pr', 'eq null', 'ne null'])}`;
  }

  private instants(prefix: string): string {
    const operator = this.random.one(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
    const instant = this.random.one([
      ...times.flat(),
      ...['2011-05-13T04:42:34.1230000Z', '2011-05-13T04:42:34.1230001Z', '2011-05-13T05:42:34.124+01:00'],
      ...['1969-12-31T23:59:59.9990000Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
    ]);
    return `${prefix}${this.random.one(['created', 'lastModified'])} ${operator} "${instant}"`;
  }

  /** Compares mostly with what somebody has there: whole, in part, in another case or composition. */
  private comparison(type: Type, name: string, within = ''): string {
    const operator = this.random.one([
      'eq',
      'eq',
      'eq',
      'ne',
      'co',
      'sw',
      'ew',
      'gt',
      'ge',
      'lt',
      'le',
      'pr',
      'null',
    ]);
    if (operator === 'pr') return `${name} pr`;
    if (operator === 'null') return `${name} ${this.random.one(['eq', 'ne'])} null`;
    const texts = this.textsAt(type, `${within}${name}`);
    const odd = ['', '%', '_', '\\', "'", '"', 'ς', 'É', '$1', 'zzz', person(0), group(2)];
    const text =
      texts.length > 0 && this.random.roll() < 0.85 ? this.random.one(texts) : this.random.one(odd);
    const points = Array.from(text);
    const start = this.random.below(points.length);
    const part = points.slice(start, start + 1 + this.random.below(4)).join('');
    const whole = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(operator);
    const value = this.random.one([
      (same: string) => same,
      (upper: string) => upper.toUpperCase(),
      (lower: string) => lower.toLowerCase(),
      (decomposed: string) => decomposed.normalize('NFD'),
    ])(whole && this.random.roll() < 0.8 ? text : part);
    return `${name} ${operator} ${JSON.stringify(value)}`;
  }

  private textsAt(type: Type, path: string): readonly string[] {
    const inExtension = path.startsWith(`${enterprise}:`);
    const [name = '', sub] = (inExtension ? path.slice(enterprise.length + 1) : path).split('.');
    return this.shown[type].flatMap((resource) => {
      const container = inExtension ? ((resource[enterprise] ?? {}) as JsonObject) : resource;
      const values = [container[name] ?? []].flat() as readonly (string | JsonObject)[];
      return values.flatMap((value) => {
        const text = typeof value === 'string' ? value : value[sub ?? 'value'];
        return typeof text === 'string' ? [text] : [];
      });
    });
  }
}
