import type { JsonObject } from '#common';
import { applyPatch, parsePatch } from '#scim';
import type { MemberChange, ResourceType, ScimBody } from '#scim';

/** What a habit of clients means: `actual` is made of what a client sent. */
export interface HabitCase {
  readonly quirk: string;
  readonly says: string;
  readonly actual: () => unknown;
  readonly expected: unknown;
}

export const userName = 'bjensen';

/** What operations make of a resource. */
export function patch(
  type: ResourceType,
  operations: readonly JsonObject[],
  body: ScimBody,
): { readonly body: ScimBody; readonly members: MemberChange } {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  return applyPatch(type, body, parsePatch({ schemas, Operations: operations }, type));
}

/** What one operation makes of a person. */
export const user = (operation: JsonObject, body: JsonObject = {}): ScimBody =>
  patch('User', [operation], { userName, ...body }).body;
