import type { JsonObject } from '#common';
import { applyPatch, parsePatch, readUser } from '#scim';
import type { ScimBody } from '#scim';

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const work = { value: 'b@example.com', type: 'work', primary: true };
export const home = { value: 'babs@home.org', type: 'home' };
export const address = { streetAddress: '100 Universal City Plaza', type: 'work' };

/** A person in whom operations change something. */
export const { body: user } = readUser({
  userName: 'bjensen',
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  nickName: 'Babs',
  active: true,
  emails: [work, home],
  addresses: [address, { locality: 'Oslo', type: 'home', primary: true }],
  [enterprise]: { department: 'Tour', manager: { value: 'm1' } },
});

/** What one operation changes in that person. */
export interface PatchRow {
  readonly reason: string;
  readonly operation: JsonObject;
  readonly changed: JsonObject;
}

/** What operations make of a person. */
export function patched(operations: readonly JsonObject[], body: ScimBody = user): ScimBody {
  const request = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
  return applyPatch('User', body, parsePatch(request, 'User')).body;
}
