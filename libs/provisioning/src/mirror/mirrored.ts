import { createHash } from 'node:crypto';
import type { JsonObject, ResourceId } from '#common';
import type { MirroredKind } from './mirror-id.js';

/** A Resource as the mirror wants it stored. */
export interface Mirrored {
  readonly kind: MirroredKind;
  /** userid, dept_id or role id. */
  readonly externalId: string;
  readonly id: ResourceId;
  readonly type: 'User' | 'Group';
  readonly body: JsonObject;
  /** Names of a User in order of preference: the last is nobody else's. */
  readonly userNames: readonly string[];
  readonly managerId?: ResourceId;
  /** The Groups that it is a member of, whether or not they have been read; ascending. */
  readonly groupIds: readonly ResourceId[];
  /** Who is a member of it, where it says so itself, as a role does; ascending. */
  readonly memberIds: readonly ResourceId[];
  /** The userids of a department's heads. */
  readonly heads: readonly string[];
  /** What is known of it in DingTalk, for the next reading to learn from. */
  readonly known: JsonObject;
  /** Name and parent of a department, as a Link keeps them. */
  readonly place?: JsonObject;
}

/** Differs where anything differs that a client may see, or that a later reading goes by. */
export function fingerprint({ body, userNames, groupIds, memberIds, heads, known }: Mirrored): string {
  return createHash('sha256')
    .update(canonical([body, userNames, groupIds, memberIds, heads, known]))
    .digest('base64url');
}

/** JSON whose names are in order: a store hands them back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
