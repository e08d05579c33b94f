import type { ConnectionId, JsonObject, ResourceId } from '#common';
import type { ResourceType } from '#scim';
import type { Queryable } from '../database.js';

/** What is to be done with a record once the whole reading is judged. */
export interface SourceChange {
  readonly type: ResourceType;
  readonly sourceId: string;
  readonly what: 'write' | 'remove' | 'block';
  readonly resourceId: ResourceId;
  /** Whether the record has a resource already. */
  readonly known: boolean;
  readonly fingerprint: string | null;
  /** What a write writes, why a block blocks. */
  readonly content: JsonObject | null;
  readonly tries: number;
}

const stage = {
  name: 'stage-changes',
  text: `
    insert into source_change (connection_id, run_id, type, source_id, what, resource_id, known, fingerprint, content)
    select $1, $2, type, source_id, what, resource_id, known, fingerprint, content
    from jsonb_to_recordset($3::jsonb) as c (
      type text, source_id text, what text, resource_id uuid, known boolean, fingerprint text, content jsonb)
    on conflict do nothing
    returning source_id as "sourceId"`,
};

/** Notes what is to be done. @returns the ids of those that were not noted before in this run */
export async function stageChanges(
  db: Queryable,
  id: ConnectionId,
  run: string,
  changes: readonly Omit<SourceChange, 'tries'>[],
): Promise<ReadonlySet<string>> {
  if (changes.length === 0) return new Set();
  const rows = changes.map(({ type, sourceId, what, resourceId, known, fingerprint, content }) => {
    return { type, source_id: sourceId, what, resource_id: resourceId, known, fingerprint, content };
  });
  const made = await db.run<{ sourceId: string }>(stage, [id, run, JSON.stringify(rows)]);
  return new Set(made.map(({ sourceId }) => sourceId));
}

const unstage = { name: 'unstage-changes', text: 'delete from source_change where connection_id = $1' };

/** Forgets whatever is staged: a reading begins anew. */
export async function unstageChanges(db: Queryable, id: ConnectionId): Promise<void> {
  await db.run(unstage, [id]);
}

const next = {
  name: 'next-changes',
  text: `
    select type, source_id as "sourceId", what, resource_id as "resourceId", known, fingerprint, content, tries
    from source_change
    where connection_id = $1 and run_id = $2 and what = $3 and type = $4 and tries = $5
    order by source_id limit $6`,
};

export async function nextChanges(
  db: Queryable,
  id: ConnectionId,
  run: string,
  which: {
    readonly what: SourceChange['what'];
    readonly type: ResourceType;
    readonly tries: number;
    readonly limit: number;
  },
): Promise<readonly SourceChange[]> {
  return db.run<SourceChange>(next, [id, run, which.what, which.type, which.tries, which.limit]);
}

const defer = {
  name: 'defer-changes',
  text: `
    update source_change set tries = $5
    where connection_id = $1 and run_id = $2 and type = $3 and source_id = any($4::text[])`,
};

/** Puts changes off until the others are done: what is in their way may go. */
export async function deferChanges(
  db: Queryable,
  id: ConnectionId,
  run: string,
  type: ResourceType,
  sourceIds: readonly string[],
  tries: number,
): Promise<void> {
  if (sourceIds.length > 0) await db.run(defer, [id, run, type, sourceIds, tries]);
}
