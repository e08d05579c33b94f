import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { settingsSchema } from '../settings.js';
import { mapPerson } from './account.js';
import { bounds } from './expression-bounds.js';
import { isExpressionFault, readExpression } from './expression.js';
import { mappingSchema } from './mapping.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ada = {
  userName: 'ada',
  title: 'Miss',
  active: true,
  level: 3,
  share: 0.5,
  nothing: null,
  name: { givenName: '雷雷', familyName: '李' },
  emails: [{ value: 'ada@home.org' }, { value: 'ada@x.org', type: 'work' }],
  [enterprise]: { costCenter: '17' },
};

function evaluated(text: string, body: JsonObject = ada): unknown {
  const read = readExpression(text);
  return isExpressionFault(read) ? read : read(body);
}

describe('an expression', () => {
  it.each([
    { text: 'user.title', says: ['Miss'] },
    { text: 'user.name.familyName + user.name.givenName', says: ['李雷雷'] },
    { text: 'user.emails.filter(e, has(e.type) && e.type == "work")[0].value', says: ['ada@x.org'] },
    { text: 'user.emails.map(e, e.value)', says: ['ada@home.org', 'ada@x.org'] },
    { text: 'user.emails.map(e, e.value).join(";")', says: ['ada@home.org;ada@x.org'] },
    { text: 'user.?nickName.orValue("none")', says: ['none'] },
    { text: 'user.active ? "in" : "out"', says: ['in'] },
    { text: 'user.active', says: [true] },
    { text: 'user.level + 1', says: ['4'] },
    { text: 'user.share', says: [0.5] },
    { text: `user["${enterprise}"].costCenter`, says: ['17'] },
    { text: 'user.userName.upperAscii().substring(0, 2)', says: ['AD'] },
    { text: '"ada@x.org" in user.emails.map(e, e.value)', says: [true] },
    { text: Array(4).fill('user.emails.exists(e, true)').join(' && '), says: [true] },
    { text: 'user.emails.map(e, has(e.type) ? [e.type] : [])', says: ['work'] },
  ])('$text', ({ text, says }) => {
    expect(evaluated(text)).toEqual(says);
  });

  it.each([
    { reason: 'an attribute that is not there', text: 'user.nickName' },
    { reason: 'a member of one that is not there', text: 'user.address.city' },
    { reason: 'an element beyond the last', text: 'user.emails[7].value' },
    { reason: 'null', text: 'user.nothing' },
  ])('says nothing of $reason', ({ text }) => {
    expect(evaluated(text)).toEqual([]);
  });

  it.each([
    { reason: 'kinds that do not go together', text: 'user.title - 1' },
    { reason: 'a division by nought', text: '1 / (user.level - 3)' },
    { reason: 'an object', text: 'user.name' },
    { reason: 'a list of objects', text: 'user.emails' },
    { reason: 'a type', text: 'string' },
    { reason: 'a substring beyond the end', text: 'user.title.substring(99)' },
  ])('is unreadable where it comes to $reason', ({ text }) => {
    expect(evaluated(text)).toBe('unreadable');
  });
});

describe('a hostile expression', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
    'sees nothing that is inherited: %s',
    (name) => {
      expect(evaluated(`user.${name}`)).toEqual([]);
      expect(evaluated(`user["${name}"]`)).toEqual([]);
      expect(evaluated(`has(user.${name})`)).toEqual([false]);
      expect(evaluated(`user.name.${name}`)).toEqual([]);
    },
  );

  it('sees an own member of such a name as any other', () => {
    const body = JSON.parse('{"__proto__": {"title": "own"}}') as JsonObject;
    expect(evaluated('user["__proto__"].title', body)).toEqual(['own']);
    expect(evaluated('user.title', body)).toEqual([]);
  });

  it.each([
    { reason: 'a pattern that never ends', text: 'user.title.matches("(a+)+$")', at: /matches/ },
    { reason: 'a list as long as a text', text: 'user.title.split("")', at: /split/ },
    { reason: 'a text that doubles with each binding', text: 'cel.bind(x, user.title, x + x)', at: /bind/ },
    {
      reason: 'the machine’s time zones',
      text: 'timestamp("2020-01-01T00:00:00Z").getHours("Asia/Tokyo")',
      at: /getHours/,
    },
    {
      reason: 'a list within a list',
      text: 'user.emails.map(e, user.emails.map(f, f.value))',
      at: /within another: map/,
    },
    {
      reason: 'a list within a list, three deep in a call',
      text: 'user.emails.all(e, size(user.emails.filter(f, true)) > 0)',
      at: /within another: filter/,
    },
    {
      reason: 'a search within a list',
      text: 'user.emails.filter(e, e in user.emails)',
      at: /within another: in/,
    },
    {
      reason: 'a long text for each of a list',
      text: 'user.emails.map(e, ["a"].join("b"))',
      at: /within another: join/,
    },
    {
      reason: 'many lists one after the other',
      text: Array(5).fill('user.emails.exists(e, true)').join(' && '),
      at: /more than 4 times/,
    },
    { reason: 'many parts', text: Array(bounds.nodes).fill('1').join(' + '), at: /maxAstNodes/ },
    { reason: 'many levels', text: `${'('.repeat(99)}1${')'.repeat(99)}`, at: /maxDepth/ },
    { reason: 'other things than the person', text: 'process', at: /Unknown variable/ },
    { reason: 'functions that there are not', text: 'require("fs")', at: /require/ },
  ])('is refused before it is run: $reason', ({ text, at }) => {
    const fault = evaluated(text) as { readonly message: string };
    expect(fault.message).toMatch(at);
  });

  it.each([
    { reason: 'a text over the bound', body: { value: 'x'.repeat(bounds.text + 1) }, text: 'user.value' },
    {
      reason: '... whatever is done with it',
      body: { value: 'x'.repeat(bounds.text + 1) },
      text: 'user.value + "y"',
    },
    {
      reason: 'a list over the bound',
      body: { value: Array(bounds.elements + 1).fill(1) },
      text: 'user.value.map(v, v)',
    },
  ])('gets no value of $reason', ({ body, text }) => {
    expect(evaluated(text, body)).toBe('unreadable');
    expect(evaluated('user.other', body)).toEqual([]);
  });

  it('gets a text and a list that are as long as they may be', () => {
    const body = { value: 'x'.repeat(bounds.text), list: Array(bounds.elements).fill('y') };
    expect(evaluated('user.value', body)).toEqual([body.value]);
    expect(evaluated('user.list', body)).toEqual(body.list);
  });

  it('gets nothing of a person over the bound, and makes no result over it', () => {
    const large = Object.fromEntries(
      Array.from({ length: 70 }, (_, n) => [`a${String(n)}`, 'x'.repeat(1_000)]),
    );
    expect(evaluated('"constant"', large)).toBe('tooLong');
    const emails = Array.from({ length: 50 }, () => ({ value: 'x'.repeat(1_000) }));
    const text = 'user.emails.map(e, e.value + e.value).join("")';
    expect(evaluated(text, { emails })).toBe('tooLong');
  });
});

describe('a rule with an expression', () => {
  const mappingOf = (expression: string) => ({ title: { sources: [{ expression }, 'userType'] } });

  it('is refused when it is saved, with the place of what is wrong', () => {
    const { error } = mappingSchema.safeParse(mappingOf('user.title + + 1'));
    const [issue, ...others] = error?.issues ?? [];
    expect(others).toEqual([]);
    expect(issue?.path).toEqual(['title', 'sources', 0, 'expression']);
    expect(issue?.message).toMatch(/^at character 14: /);
  });

  it.each([
    { reason: 'its value', body: { title: 'miss' }, mapped: { source: 'expression', value: 'MISS' } },
    {
      reason: 'the next source where it says nothing',
      body: { userType: 'x' },
      mapped: { source: 'userType', value: 'x' },
    },
    {
      reason: 'a fault of the field where it cannot be read',
      body: { title: 7, userType: 'x' },
      mapped: { source: 'expression', fault: 'unreadable' },
    },
  ])('gives $reason', ({ body, mapped }) => {
    const settings = settingsSchema.parse({ mapping: mappingOf('user.title.upperAscii()') });
    expect(mapPerson(body, settings).values.get('title')).toEqual(mapped);
  });
});
