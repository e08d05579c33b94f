import type { ConnectionId, JsonObject } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'stage-mirrored',
  // Of two readings of one person the later one stands, however long it took to get here.
  text: `
    insert into mirror_staged as s (connection_id, kind, external_id, fingerprint, observed_at, row)
    select $1, w.kind, w.external_id, w.fingerprint, $3::timestamptz, w.row
    from jsonb_to_recordset($2::jsonb) as w (kind text, external_id text, fingerprint text, row jsonb)
    order by w.kind, w.external_id
    on conflict (connection_id, kind, external_id) do update set
      fingerprint = excluded.fingerprint, observed_at = excluded.observed_at, row = excluded.row
    where s.observed_at <= excluded.observed_at`,
};

/** What a reading found; row null: it is not to be mirrored, or is gone. */
export interface StagedRow {
  readonly kind: MirroredKind;
  readonly externalId: string;
  readonly row: (JsonObject & { readonly fingerprint: string }) | null;
}

/** @param at when the look began */
export async function stageMirrored(
  tx: Queryable,
  connectionId: ConnectionId,
  rows: readonly StagedRow[],
  at: string,
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ kind, externalId, row }) => ({
    kind,
    external_id: externalId,
    fingerprint: row?.fingerprint ?? null,
    row,
  }));
  await tx.run(statement, [connectionId, JSON.stringify(given), at]);
}
