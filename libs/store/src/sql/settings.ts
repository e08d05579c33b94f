import type { ConnectionId } from '#common';
import type { Settings } from '#provisioning';
import type { Queryable } from '../database.js';

const save = {
  name: 'save-settings',
  // What is saved as it was starts nothing.
  text: `
    update connection
    set settings = $2::jsonb, settings_version = settings_version + 1, updated_at = now(),
      review_after = case direction
        when 'scim-to-dingtalk' then '00000000-0000-0000-0000-000000000000'::uuid end
    where id = $1 and settings <> $2::jsonb`,
};

/** Saves a connection's settings and notes that all its Links are to be looked at with them. */
export async function saveSettings(db: Queryable, id: ConnectionId, settings: Settings): Promise<void> {
  await db.run(save, [id, JSON.stringify(settings)]);
}

const review = {
  name: 'review-links',
  // A Link that is just being looked at may have been read with the old settings: its generation moves.
  text: `
    with reviewed as (
      select id, review_after from connection where review_after is not null order by id for no key update skip locked
    ), batch as (
      select r.id as connection_id, l.id
      from reviewed r cross join lateral (
        select l.id from link l where l.connection_id = r.id and l.id > r.review_after
        order by l.id limit $1 for no key update) l
    ), due as (
      update link set generation = generation + 1, due_at = least(due_at, now())
      from batch where link.connection_id = batch.connection_id and link.id = batch.id
    )
    update connection
    set review_after = (select b.id from batch b where b.connection_id = connection.id order by b.id desc limit 1)
    from reviewed where connection.id = reviewed.id`,
};

/**
 * Makes the next Links of every connection whose settings were saved due, at most `limit` of each; when none is
 * left, the review is over.
 */
export async function reviewLinks(tx: Queryable, limit: number): Promise<void> {
  await tx.run(review, [limit]);
}
