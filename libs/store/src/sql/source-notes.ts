import type { ConnectionId } from '#common';
import type { ResourceType } from '#scim';
import type { Queryable } from '../database.js';

/** Why a record was not written as its resource says, or what became of its absence. */
export interface SourceNote {
  readonly type: ResourceType;
  readonly sourceId: string;
  readonly what:
    'missing' | 'unconfirmed' | 'invalid' | 'duplicateUserName' | 'departmentLoop' | 'duplicateId';
  /** Names of attributes or a code; never a value. */
  readonly detail: string | null;
}

const insert = {
  name: 'insert-source-notes',
  text: `
    insert into source_note (connection_id, run_id, type, source_id, what, detail)
    select $1, $2, type, source_id, what, detail
    from jsonb_to_recordset($3::jsonb) as n (type text, source_id text, what text, detail text)`,
};

export async function insertNotes(
  db: Queryable,
  id: ConnectionId,
  run: string,
  notes: readonly SourceNote[],
): Promise<void> {
  if (notes.length === 0) return;
  const rows = notes.map(({ type, sourceId, what, detail }) => ({ type, source_id: sourceId, what, detail }));
  await db.run(insert, [id, run, JSON.stringify(rows)]);
}

const list = {
  name: 'list-source-notes',
  text: `
    select seq, type, source_id as "sourceId", what, detail from source_note
    where connection_id = $1 and run_id = $2 and seq > $3 order by seq limit $4`,
};

/** In the order they were made, from behind `after`. */
export async function listNotes(
  db: Queryable,
  id: ConnectionId,
  run: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly (SourceNote & { readonly seq: number })[]> {
  return db.run<SourceNote & { seq: number }>(list, [id, run, after, limit]);
}

const allowed = {
  name: 'allowed-missing',
  text: `
    select r.seq from source_note n
    join source_record r on r.connection_id = n.connection_id and r.type = n.type and r.source_id = n.source_id
    where n.connection_id = $1 and n.run_id = $2 and n.what = 'missing'
      and exists (select from source s where s.connection_id = $1 and s.allowed_run = $2)`,
};

/** The records that a held run missed, where somebody has allowed them to be missing; by their numbers. */
export async function allowedMissing(
  db: Queryable,
  id: ConnectionId,
  run: string,
): Promise<readonly number[]> {
  return (await db.run<{ seq: number }>(allowed, [id, run])).map(({ seq }) => seq);
}
