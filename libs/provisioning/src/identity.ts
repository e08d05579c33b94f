import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let bit = 0; text.length < length; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += alphabet[(pair >> (11 - (bit & 7))) & 31] ?? '';
  }
  return text;
}

/** What names a Resource on the SCIM side, most lasting first. */
export interface ResourceIdentity {
  readonly externalId?: string;
  readonly userName?: string;
  readonly id: string;
}

/**
 * The userids a person may get in DingTalk, best first: `<stamp>-` and 20 characters of
 * base32(SHA-256(stamp + name)). The first is the same after the store was rebuilt from the same source; the
 * others serve when two Resources of one connection share an externalId.
 */
export function userIdCandidates(stamp: string, identity: ResourceIdentity): readonly string[] {
  const names = [identity.externalId, identity.userName, identity.id].filter((name) => name !== undefined);
  return [...new Set(names)].map((name) => {
    const digest = createHash('sha256').update(stamp).update(name).digest();
    return `${stamp}-${base32(digest, 20)}`;
  });
}

/** The `source_identifier` that marks a department as this connection's own. */
export function sourceIdentifier(stamp: string, identity: ResourceIdentity): string {
  return `${stamp}:${identity.externalId ?? identity.id}`;
}

/** What only one account or department may have, and what is waited for by name. */
export type ClaimKind = 'mobile' | 'email' | 'telephone' | 'name' | 'roleName';

/**
 * The key under which a unique value is claimed. Values are hashed, so that neither an index nor a message
 * shows a person's data.
 */
export function claimKey(
  connectionId: string,
  kind: ClaimKind | 'job_number' | 'userid',
  value: string,
): string {
  const digest = createHash('sha256').update(connectionId).update('\0').update(value).digest('base64url');
  return `${kind}:${digest.slice(0, 32)}`;
}

/** The key of those who wait for a Resource to be present in DingTalk. */
export const presenceKey = (resourceId: string): string => `present:${resourceId}`;

/** The key of those who wait until something may be created again. */
export const gateKey = (gate: string): string => `gate:${gate}`;

/** The key of a department that waits until nobody is in it any more. */
export const emptyKey = (departmentId: number): string => `empty:${String(departmentId)}`;

/** The key of those who wait for a person to lie in a department. */
export const memberKey = (departmentId: number, resourceId: string): string =>
  `member:${String(departmentId)}:${resourceId}`;

/** The `source_identifier` of a department that stands for a path and for no Group. */
export const pathIdentifier = (stamp: string, pathKey: string): string => `${stamp}:path:${pathKey}`;
