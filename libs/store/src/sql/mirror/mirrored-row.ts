import type { JsonObject } from '#common';
import { fingerprint } from '#provisioning';
import type { Mirrored } from '#provisioning';
import { caseIgnoreKey, userNameKey } from '#scim';
import { comparisonKeys, emailKeys } from '../../filter/body-keys.js';

/** Bytes of a text that is looked up: an index has no room for more. */
const maxKeyBytes = 2000;

/**
 * A mirrored Resource as the statements take it: what is stored of it, and what it is looked up by.
 *
 * @param observedAt when the look began that has found it so
 */
export function mirroredRow(
  mirrored: Mirrored,
  observedAt: string,
): JsonObject & { readonly fingerprint: string } {
  const { kind, externalId, id, type, body, managerId, groupIds, memberIds, heads, known, place } = mirrored;
  const userNames = mirrored.userNames.filter((name) => Buffer.byteLength(name) <= maxKeyBytes);
  const displayName = typeof body.displayName === 'string' ? caseIgnoreKey(body.displayName) : null;
  return {
    kind,
    external_id: externalId,
    id,
    type,
    body,
    user_names: userNames,
    user_name_keys: userNames.map(userNameKey),
    display_name_key: displayName,
    manager_id: managerId ?? null,
    email_keys: emailKeys(body),
    comparison_keys: comparisonKeys(body),
    group_ids: groupIds,
    member_ids: memberIds,
    heads,
    known,
    place: place ?? null,
    fingerprint: fingerprint(mirrored),
    observed_at: observedAt,
  };
}
