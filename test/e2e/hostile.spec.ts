import { beforeAll, describe, expect, it } from '@jest/globals';
import { resourceTypes } from '#scim';
import type { AttributeDefinition } from '#scim';
import { nameless, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP; what is sent is meant to hurt.

let tenant: Tenant;
let user: string;
let group: string;

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  user = await tenant.addUser(nameless());
  group = await tenant.addGroup(team('Platoon of enemies'));
}, 90_000);

/** A value of a type that an attribute does not have, nor any client's habit makes it. */
function wrongFor({ type, multiValued }: AttributeDefinition): unknown {
  if (multiValued) return 7;
  switch (type) {
    case 'complex':
      return 7;
    case 'integer':
    case 'decimal':
      return 'seven';
    case 'boolean':
      return 'perhaps';
    case 'string':
    case 'dateTime':
    case 'binary':
    case 'reference':
      return { x: 7 };
  }
}

interface Wrong {
  readonly endpoint: string;
  readonly name: string;
  readonly body: Record<string, unknown>;
}

const isWritable = ({ mutability }: AttributeDefinition) =>
  mutability === 'readWrite' || mutability === 'immutable';

/** Every attribute and sub-attribute that a client may write, each with a value of a wrong type. */
const wrongs: readonly Wrong[] = Object.values(resourceTypes).flatMap(({ endpoint, schema, extensions }) =>
  [schema, ...extensions].flatMap(({ id, attributes }) =>
    attributes.filter(isWritable).flatMap((attribute): readonly Wrong[] => {
      const within = (value: unknown) =>
        id === schema.id ? { [attribute.name]: value } : { [id]: { [attribute.name]: value } };
      const whole = { endpoint, name: attribute.name, body: within(wrongFor(attribute)) };
      // Of a member its id is read; what it is called is the server's to say.
      const subs = attribute.subAttributes.filter(
        (sub) => isWritable(sub) && (attribute.name !== 'members' || sub.name === 'value'),
      );
      return [
        whole,
        ...subs.map((sub) => {
          const value = { [sub.name]: wrongFor(sub) };
          return { endpoint, name: sub.name, body: within(attribute.multiValued ? [value] : value) };
        }),
      ];
    }),
  ),
);

describe('a value of a wrong type', () => {
  it('is there for every attribute', () => {
    expect(wrongs.length).toBeGreaterThan(75);
  });

  it('is told with the name of the attribute by POST, PUT and PATCH, and nothing is stored', async () => {
    const before = [await tenant.scim.get(`/Users/${user}`), await tenant.scim.get(`/Groups/${group}`)];
    for (const { endpoint, name, body } of wrongs) {
      const id = endpoint === '/Users' ? user : group;
      const whole = { ...(endpoint === '/Users' ? nameless() : team('Platoon wrong')), ...body };
      for (const { status, body: told } of [
        await tenant.scim.post(endpoint, whole),
        await tenant.scim.put(`${endpoint}/${id}`, whole),
        await tenant.scim.patch(`${endpoint}/${id}`, [{ op: 'add', value: body }]),
      ]) {
        expect([name, status, told.scimType]).toEqual([name, 400, 'invalidValue']);
        expect(told.detail).toContain(name);
      }
    }
    const after = [await tenant.scim.get(`/Users/${user}`), await tenant.scim.get(`/Groups/${group}`)];
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
    expect((await tenant.scim.get('/Users?count=0')).body.totalResults).toBe(1);
    expect((await tenant.scim.get('/Groups?count=0')).body.totalResults).toBe(1);
  }, 120_000);
});

describe('text that cannot be kept', () => {
  it.each([
    { reason: 'NUL', value: '"a\\u0000b"' },
    { reason: 'half a surrogate pair', value: '"a\\ud800b"' },
    { reason: 'the other half', value: '"\\udc00"' },
  ])('is told with the name of its attribute: $reason', async ({ value }) => {
    for (const { status, body } of [
      await tenant.scim.post('/Users', `{"userName":"zoe.odd","title":${value}}`),
      await tenant.scim.request(
        'PATCH',
        `/Users/${user}`,
        `{"Operations":[{"op":"add","path":"title","value":${value}}]}`,
      ),
      await tenant.scim.post('/Groups', `{"displayName":"x","externalId":${value.replace('a', 'title')}}`),
    ]) {
      expect([status, body.scimType]).toEqual([400, 'invalidValue']);
      expect(body.detail).toMatch(/title|externalId/);
    }
    const filter = encodeURIComponent(`title eq ${value}`);
    expect((await tenant.scim.get(`/Users?filter=${filter}`)).status).toBe(400);
  });
});

describe('what is too much', () => {
  it.each([
    { reason: '1,000 parentheses', filter: `${'('.repeat(1_000)}userName pr${')'.repeat(1_000)}` },
    { reason: '1,000 nots', filter: `${'not ('.repeat(1_000)}userName pr${')'.repeat(1_000)}` },
    { reason: '20,000 characters', filter: `userName eq "${'x'.repeat(20_000)}"` },
  ])('of a filter is a bad filter, by GET, search and path: $reason', async ({ filter }) => {
    for (const { status, body } of [
      await tenant.scim.get(`/Users?filter=${encodeURIComponent(filter)}`),
      await tenant.scim.post('/Users/.search', { filter }),
      await tenant.scim.post('/.search', { filter }),
      await tenant.scim.patch(`/Users/${user}`, [{ op: 'remove', path: `emails[${filter}]` }]),
    ]) {
      expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
    }
  });

  it('of headers is told as a SCIM error too', async () => {
    const { status, body } = await tenant.scim.get(`/Users?filter=${'x'.repeat(140_000)}`);
    expect([status, body.status]).toEqual([431, '431']);
  });

  it.each([
    {
      reason: 'e-mails',
      attribute: { emails: Array.from({ length: 1_001 }, () => ({ value: 'a' })) },
      name: 'emails',
    },
    {
      reason: 'an integer',
      attribute: { [resourceTypes.Group.extensions[0]?.id ?? '']: { order: 2 ** 53 } },
      name: 'order',
    },
  ])('of $reason is told with its name', async ({ attribute, name }) => {
    const { status, body } = await tenant.scim.post(name === 'order' ? '/Groups' : '/Users', {
      ...nameless(),
      ...attribute,
    });
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    expect(body.detail).toContain(name);
  });
});

describe('names that are more than names', () => {
  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'are only names: %s',
    async (name) => {
      const body = `{"userName":"zoe.${name}","${name}":{"active":false},"name":{"${name}":{"x":1},"givenName":"Z"}}`;
      const made = await tenant.scim.post('/Users', body);
      expect([made.status, made.body.name, made.body.active]).toEqual([201, { givenName: 'Z' }, undefined]);
      expect(Object.hasOwn(made.body, name)).toBe(false);
      const path = `/Users/${made.body.id}`;
      const value = `{"Operations":[{"op":"add","value":{"${name}":{"active":false},"title":"x"}}]}`;
      expect((await tenant.scim.request('PATCH', path, value)).body.title).toBe('x');
      const told = await tenant.scim.patch(path, [{ op: 'add', path: name, value: 'x' }]);
      expect([told.status, told.body.scimType]).toEqual([400, 'invalidPath']);
      const listed = await tenant.scim.get(`/Users?filter=${name}%20pr&sortBy=${name}&attributes=${name}`);
      // The name of an attribute begins with a letter (RFC 7643 section 2.1).
      expect(listed.status).toBe(name.startsWith('_') ? 400 : 200);
      expect((await tenant.scim.get(`${path}?attributes=${name}`)).status).toBe(200);
      await tenant.scim.delete(path);
    },
  );

  it.each([
    { reason: 'twice the same', body: '{"userName":"zoe.a","userName":"zoe.b"}', name: 'userName' },
    { reason: 'once escaped', body: '{"userName":"zoe.a","user\\u004eame":"zoe.b"}', name: 'userName' },
    {
      reason: 'inside',
      body: '{"userName":"zoe.a","name":{"givenName":"a","givenName":"b"}}',
      name: 'givenName',
    },
  ])('are told when they are said twice: $reason', async ({ body, name }) => {
    const told = await tenant.scim.post('/Users', body);
    expect([told.status, told.body.scimType]).toEqual([400, 'invalidSyntax']);
    expect(told.body.detail).toContain(name);
    // In two objects, or as a value, it is said once each.
    const fine = '{"userName":"zoe.twice","emails":[{"value":"value"},{"value":"b,c"}],"title":"title"}';
    const made = await tenant.scim.post('/Users', fine);
    expect(made.status).toBe(201);
    await tenant.scim.delete(`/Users/${made.body.id}`);
  });
});
