import type { ConnectionId, JsonObject, Lane, ResourceId } from '#common';
import type { Queryable, Transactional } from '../database.js';
import { comparisonKeys, emailKeys } from '../filter/body-keys.js';
import type { ResourceKeys, Written } from './insert-resource.js';
import { isAway, noteReturns } from './note-returns.js';

const statement = {
  name: 'update-resource',
  // The Link is locked before the Resource, as everywhere: two writers never wait for each other. A return ends the
  // grace period at once: whoever is deactivated again before anybody has looked has all of it.
  text: `
    with locked as (
      select id, ${isAway('link')} as away from link
      where connection_id = $1 and resource_id = $2 for no key update
    ), changed as (
      update resource
      set generation = resource.generation + 1, modified_at = now(), body = $4,
          user_name_key = $5, display_name_key = $6, external_id = $7, manager_id = $8,
          email_keys = $11, comparison_keys = $12
      from locked
      where resource.connection_id = $1 and resource.id = $2 and resource.generation = $3
        and ($14::boolean or not locked.away)
      returning resource.generation, resource.created_at, resource.modified_at
    ), due as (
      update link
      set generation = link.generation + 1, lane = $9, attempts = 0, asked_by = $13,
          due_at = least(link.due_at, now() + $10 * interval '1 millisecond'),
          leave_from = case when link.leave_cause <> 'deactivated' or $4::jsonb -> 'active' = 'false' then link.leave_from end
      from changed where link.connection_id = $1 and link.resource_id = $2
    )
    select c.generation, c.created_at as "createdAt", c.modified_at as "modifiedAt", locked.away
    from locked left join changed c on true`,
};

export interface ResourceUpdate extends ResourceKeys {
  readonly connectionId: ConnectionId;
  readonly id: ResourceId;
  /** The generation the new body was made from. */
  readonly readGeneration: number;
  readonly body: JsonObject;
  readonly lane: Lane;
  readonly debounceMs: number;
  readonly askedBy: string;
}

/** Nothing was written where the generation is null: somebody was faster, or this may be a return. */
type Tried = (Written & { readonly away: boolean }) | { readonly generation: null; readonly away: boolean };

/** @param evenAway whether to write somebody who is away: see isAway */
async function tryToUpdate(
  db: Queryable,
  update: ResourceUpdate,
  evenAway: boolean,
): Promise<Tried | undefined> {
  const [row] = await db.run<Tried>(statement, [
    update.connectionId,
    update.id,
    update.readGeneration,
    update.body,
    update.userNameKey ?? null,
    update.displayNameKey ?? null,
    update.externalId ?? null,
    update.managerId ?? null,
    update.lane,
    update.debounceMs,
    emailKeys(update.body),
    comparisonKeys(update.body),
    update.askedBy,
    evenAway,
  ]);
  return row;
}

const writtenOf = (row: Tried | undefined): Written | undefined =>
  row === undefined || row.generation === null ? undefined : row;

/**
 * Writes a new body where the Resource is still at `readGeneration`.
 *
 * @returns undefined when somebody else was faster, or it is gone: read again
 */
export async function updateResource(db: Queryable, update: ResourceUpdate): Promise<Written | undefined> {
  return writtenOf(await tryToUpdate(db, update, true));
}

/**
 * As updateResource, of a User. Whether this is somebody's return who is away takes a look of its own, in one
 * transaction with it; of all others it takes none.
 *
 * @throws Conflict('userName')
 */
export async function updateUser(db: Transactional, update: ResourceUpdate): Promise<Written | undefined> {
  const row = await tryToUpdate(db, update, false);
  if (row?.away !== true) return writtenOf(row);
  return db.transaction(async (tx) => {
    const written = await updateResource(tx, update);
    if (written) await noteReturns(tx, update.connectionId, [update.id]);
    return written;
  });
}

const bump = {
  name: 'bump-resource',
  text: `
    update resource set generation = generation + 1, modified_at = now() where connection_id = $1 and id = $2
    returning generation, created_at as "createdAt", modified_at as "modifiedAt"`,
};

/** Moves the version of a Group whose members changed; its department has nothing to do with that. */
export async function bumpResource(
  db: Queryable,
  connectionId: ConnectionId,
  id: ResourceId,
): Promise<Written> {
  const [row] = await db.run<Written>(bump, [connectionId, id]);
  if (!row) throw new Error('the locked row is gone');
  return row;
}
