import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '#common';
import { applyPatch, parsePatch, readUser, ScimError } from '#scim';
import { enterprise, person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { sharedBridge } from '../support/shared-services.js';

// Real HTTP and a real store against the pure model of libs/scim: what it says of a PATCH is what a GET then shows.

const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const computed = ['schemas', 'id', 'meta', 'groups'];
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
}, 90_000);

const text = fc.constantFrom('a', 'B', 'ä', '', '😀', 'x y');
const type = fc.constantFrom('work', 'home', 'WORK', undefined);
const element = fc.record(
  { value: text, type, primary: fc.boolean(), display: text },
  { requiredKeys: ['value'] },
);
const elements = fc.array(element, { maxLength: 3 });
const address = fc.record({ locality: text, country: text, type }, { requiredKeys: [] });
const filter = fc.constantFrom(
  'type eq "work"',
  'type eq "home" and primary eq true',
  'value sw "a"',
  'not (type pr)',
  'value eq "B" or display co "x"',
);

const target: fc.Arbitrary<readonly [path: string | undefined, value: unknown]> = fc.oneof(
  fc.tuple(fc.constantFrom('title', 'nickName', 'displayName', 'NICKNAME'), text),
  fc.tuple(fc.constantFrom('name.givenName', 'name.familyName'), text),
  fc.tuple(fc.constant('name'), fc.record({ givenName: text, familyName: text }, { requiredKeys: [] })),
  fc.tuple(fc.constant('active'), fc.constantFrom(true, false, 'True', 'x', null)),
  fc.tuple(fc.constantFrom('emails', 'roles'), fc.oneof(elements, element)),
  fc.tuple(fc.constant('addresses'), fc.array(address, { maxLength: 2 })),
  fc.tuple(
    filter.map((inner) => `emails[${inner}]`),
    element,
  ),
  fc.tuple(
    filter.map((inner) => `emails[${inner}].value`),
    text,
  ),
  fc.tuple(
    filter.map((inner) => `emails[${inner}].primary`),
    fc.boolean(),
  ),
  fc.tuple(fc.constantFrom(`${enterprise}:department`, `${dingTalk}:remark`), text),
  fc.tuple(fc.constant(`${dingTalk}:hiredDate`), fc.constantFrom('2020-01-01T01:00:00.5+01:00', 'x')),
  fc.tuple(fc.constant(enterprise), fc.record({ department: text, division: text }, { requiredKeys: [] })),
  fc.tuple(fc.constantFrom('id', 'groups', 'nothing', 'name.x', 'emails[', 'userName'), text),
  fc.tuple(
    fc.constant(undefined),
    fc.record(
      { title: text, 'name.givenName': text, emails: elements, active: fc.boolean() },
      { requiredKeys: [] },
    ),
  ),
);
const operation = fc
  .tuple(fc.constantFrom('add', 'replace', 'remove', 'Add'), target)
  .map(([op, [path, value]]) => ({
    op,
    ...(path === undefined ? {} : { path }),
    ...(op === 'remove' ? {} : { value }),
  }));

function expected(
  body: JsonObject,
  Operations: readonly object[],
): JsonObject | [number, string | undefined] {
  try {
    return applyPatch('User', body, parsePatch({ schemas: [patchOp], Operations }, 'User')).body;
  } catch (error) {
    if (error instanceof ScimError) return [error.status, error.scimType];
    throw error;
  }
}

describe('a PATCH and then a GET', () => {
  it('show what the pure model says, whatever the operations', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        async (patches) => {
          const sent = person({ phoneNumbers: undefined });
          const id = await tenant.addUser(sent);
          const path = `/Users/${id}`;
          let model: JsonObject = readUser(JSON.parse(JSON.stringify(sent))).body;
          for (const operations of patches) {
            const told = expected(model, operations);
            const { status, body } = await tenant.scim.patch(path, operations);
            if (Array.isArray(told)) expect([status, body.scimType]).toEqual(told);
            else {
              expect(status).toBe(200);
              model = told;
            }
            const read = Object.entries((await tenant.scim.get(path)).body);
            expect(Object.fromEntries(read.filter(([name]) => !computed.includes(name)))).toEqual(model);
          }
          await tenant.scim.delete(path);
        },
      ),
      // A failure names its seed; this one is the same in every run.
      { numRuns: 80, seed: 7644 },
    );
  }, 120_000);
});
