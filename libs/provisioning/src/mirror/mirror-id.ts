import { createHash } from 'node:crypto';
import type { ResourceId } from '#common';

/** What of DingTalk stands behind a Resource of a mirror. */
export const mirroredKinds = ['account', 'department', 'role'] as const;
export type MirroredKind = (typeof mirroredKinds)[number];

/**
 * The id of the Resource that mirrors an account, a department or a role: a UUID (RFC 9562 5.8) made of what never
 * changes of it. It is the same after a rename, a move, another reading, a return, and can be named before it is read.
 */
export function mirrorId(connectionId: string, kind: MirroredKind, externalId: string): ResourceId {
  const digest = createHash('sha256').update([connectionId, kind, externalId].join('\0')).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as ResourceId;
}
