import type { Queryable } from '../database.js';

const insert = {
  name: 'insert-draft',
  text: `insert into draft (id, sealed, expires_at) values ($1, $2, now() + $3 * interval '1 minute')`,
};

export async function insertDraft(
  db: Queryable,
  draft: { readonly id: string; readonly sealed: string; readonly validMinutes: number },
): Promise<void> {
  await db.run(insert, [draft.id, draft.sealed, draft.validMinutes]);
}

const read = { name: 'read-draft', text: 'select sealed from draft where id = $1 and expires_at > now()' };

/** The sealed text of a draft that has not expired. */
export async function readDraft(db: Queryable, id: string): Promise<string | undefined> {
  return (await db.run<{ sealed: string }>(read, [id]))[0]?.sealed;
}

const remove = {
  name: 'delete-draft',
  // Whoever is done sweeps up what nobody came back for.
  text: 'delete from draft where id = $1 or expires_at < now()',
};

export async function deleteDraft(db: Queryable, id: string): Promise<void> {
  await db.run(remove, [id]);
}
