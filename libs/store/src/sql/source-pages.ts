import type { ConnectionId } from '#common';
import type { PageTag } from '#provisioning';
import type { Queryable } from '../database.js';

const read = {
  name: 'read-source-pages',
  text: `
    select p.type, p.start_index as "startIndex", p.count, p.etag, p.items, p.fresh, p.total
    from source_page p join source s on s.connection_id = p.connection_id and s.tags <> 'unreliable'
    where p.connection_id = $1 and p.shape = $2`,
};

/** The tags of a Source's pages that were read in this shape; none where they were seen not to be true. */
export async function readPageTags(
  db: Queryable,
  id: ConnectionId,
  shape: string,
): Promise<readonly PageTag[]> {
  return db.run<PageTag>(read, [id, shape]);
}

const replace = {
  name: 'replace-source-pages',
  text: `
    with told as (
      select * from jsonb_to_recordset($3::jsonb) as t (
        type text, start_index integer, count integer, etag text, items integer, fresh integer, total bigint)
    ), gone as (
      delete from source_page p where p.connection_id = $1 and not exists (
        select from told t where t.type = p.type and t.start_index = p.start_index)
    )
    insert into source_page as p (connection_id, shape, type, start_index, count, etag, items, fresh, total)
    select $1, $2, type, start_index, count, etag, items, fresh, total from told
    on conflict (connection_id, type, start_index) do update
    set shape = excluded.shape, count = excluded.count, etag = excluded.etag, items = excluded.items,
        fresh = excluded.fresh, total = excluded.total
    where (p.shape, p.count, p.etag, p.items, p.fresh, p.total)
      is distinct from (excluded.shape, excluded.count, excluded.etag, excluded.items, excluded.fresh, excluded.total)`,
};

/** Has these be all tags that are known of a Source's pages; what is known already costs no write. */
export async function replacePageTags(
  tx: Queryable,
  id: ConnectionId,
  shape: string,
  tags: readonly PageTag[],
): Promise<void> {
  const rows = tags.map(({ type, startIndex, count, etag, items, fresh, total }) => {
    return { type, start_index: startIndex, count, etag, items, fresh, total };
  });
  await tx.run(replace, [id, shape, JSON.stringify(rows)]);
}
