import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Tenant } from '../support/bridge.js';
import type { Answer, ScimDocument } from '../support/clients.js';
import { addRfcPeople, core, plain } from '../support/rfc7644-people.js';
import { sharedBridge } from '../support/shared-services.js';

// The examples of RFC 7644, over real HTTP. Each row names the section or figure it is from.

const nobody = '00000000-0000-4000-8000-000000000000';

let tenant: Tenant;
let babs: string;
let other: string;

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  ({ babs, other } = await addRfcPeople(tenant));
}, 90_000);

describe('an error of RFC 7644', () => {
  const patch = (operation: object, id = babs) => tenant.scim.patch(`/Users/${id}`, [operation]);

  interface Row {
    readonly at: string;
    readonly reason: string;
    readonly ask: () => Promise<Answer<ScimDocument>>;
    readonly told: readonly [number, string?];
  }

  it.each<Row>([
    { at: '3.12', reason: 'nobody of that id', ask: () => tenant.scim.get(`/Users/${nobody}`), told: [404] },
    {
      at: 'table 9',
      reason: 'a filter that is none',
      ask: () => tenant.scim.get('/Users?filter=userName%20eq'),
      told: [400, 'invalidFilter'],
    },
    {
      at: 'table 9',
      reason: 'a userName in use, in a POST',
      ask: () => tenant.scim.post('/Users', plain({ userName: 'BJensen' })),
      told: [409, 'uniqueness'],
    },
    {
      at: 'table 9',
      reason: 'a userName in use, in a PUT',
      ask: () => tenant.scim.put(`/Users/${other}`, plain({ userName: 'bjensen' })),
      told: [409, 'uniqueness'],
    },
    {
      at: 'table 9',
      reason: 'a userName in use, in a PATCH',
      ask: () => patch({ op: 'replace', path: 'userName', value: 'bjensen' }, other),
      told: [409, 'uniqueness'],
    },
    {
      at: 'table 9',
      reason: 'a readOnly attribute written by PATCH',
      ask: () => patch({ op: 'replace', path: 'groups', value: [] }),
      told: [400, 'mutability'],
    },
    {
      at: '3.5.2.2',
      reason: 'a required attribute removed',
      ask: () => patch({ op: 'remove', path: 'userName' }),
      told: [400, 'mutability'],
    },
    {
      at: 'table 9',
      reason: 'a body that is no PatchOp',
      ask: () => tenant.scim.request('PATCH', `/Users/${babs}`, { schemas: [core] }),
      told: [400, 'invalidSyntax'],
    },
    {
      at: 'figure 8',
      reason: 'a sub-attribute that members do not have',
      ask: () =>
        tenant.scim.patch(`/Groups/${nobody}`, [
          { op: 'replace', path: `members[value eq "${babs}"].displayName`, value: 'x' },
        ]),
      told: [400, 'invalidPath'],
    },
    {
      at: 'table 9',
      reason: 'a path that is none',
      ask: () => patch({ op: 'replace', path: 'emails[type eq "work"', value: 'x' }),
      told: [400, 'invalidPath'],
    },
    {
      at: '3.5.2.2',
      reason: 'a remove without a path',
      ask: () => patch({ op: 'remove' }),
      told: [400, 'noTarget'],
    },
    {
      at: '3.5.2.3',
      reason: 'a replace through a filter that finds nothing',
      ask: () => patch({ op: 'replace', path: 'emails[type eq "fax"].value', value: 'x' }),
      told: [400, 'noTarget'],
    },
    {
      at: 'table 9',
      reason: 'a value of another type',
      ask: () => patch({ op: 'replace', path: 'active', value: 'perhaps' }),
      told: [400, 'invalidValue'],
    },
    {
      at: 'table 9',
      reason: 'a required value that is missing',
      ask: () => tenant.scim.post('/Users', { displayName: 'nobody' }),
      told: [400, 'invalidValue'],
    },
    {
      at: 'table 8',
      reason: 'another version',
      ask: () => tenant.scim.put(`/Users/${babs}`, plain(), { 'if-match': 'W/"a330bc54f0671c9"' }),
      told: [412],
    },
    { at: 'table 8', reason: 'who asks for oneself', ask: () => tenant.scim.get('/Me'), told: [501] },
    ...['Schemas', `Schemas/${core}`, 'ResourceTypes', 'ResourceTypes/User', 'ServiceProviderConfig'].map(
      (path): Row => ({
        at: '4',
        reason: `a filter of ${path}`,
        ask: () => tenant.scim.get(`/${path}?Filter=id%20pr`),
        told: [403],
      }),
    ),
  ])('is told with its keyword and nothing else: $at, $reason', async ({ ask, told: [status, scimType] }) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      detail: expect.any(String) as unknown,
      ...(scimType === undefined ? {} : { scimType }),
    });
  });
});
