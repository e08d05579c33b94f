import type { ConnectionId, JsonObject } from '#common';
import type { Queryable } from '../database.js';

const columns = `
  s.base_url as "baseUrl", s.read_base as "readBase", s.auth_shown as "authShown", s.access_sealed as "accessSealed",
  s.settings, s.paused, s.next_at as "nextAt", s.asked_at as "askedAt", s.since, s.delta, s.full_at as "fullAt",
  s.allowed_run as "allowedRun"`;

const read = { name: 'read-source', text: `select ${columns} from source s where s.connection_id = $1` };

/** A Source as its row tells it. */
export interface SourceRow {
  readonly baseUrl: string;
  /** Where the records were read from; null: nothing was read yet. */
  readonly readBase: string | null;
  /** How it is got in, without what opens the door. */
  readonly authShown: JsonObject;
  readonly accessSealed: string;
  readonly settings: JsonObject;
  readonly paused: boolean;
  readonly nextAt: Date | null;
  readonly askedAt: Date | null;
  readonly since: JsonObject;
  readonly delta: 'unknown' | 'unreliable';
  readonly fullAt: Date | null;
  readonly allowedRun: string | null;
}

export async function readSource(db: Queryable, id: ConnectionId): Promise<SourceRow | undefined> {
  return (await db.run<SourceRow>(read, [id]))[0];
}

const save = {
  name: 'save-source',
  // People that came through the connection's own door would be nobody's: such a connection gets no Source.
  text: `
    insert into source (connection_id, base_url, auth_shown, access_sealed, settings, next_at)
    select $1, $2, $3, $4, $5, $6
    where not exists (
      select from resource r where r.connection_id = $1 and not exists (
        select from source_record k where k.connection_id = $1 and k.resource_id = r.id))
    on conflict (connection_id) do update
    set base_url = excluded.base_url, auth_shown = excluded.auth_shown, access_sealed = excluded.access_sealed,
        settings = excluded.settings, next_at = excluded.next_at,
        delta = case when source.base_url = excluded.base_url then source.delta else 'unknown' end,
        since = case when source.base_url = excluded.base_url then source.since else '{}' end,
        tags = case when source.base_url = excluded.base_url then source.tags else 'unknown' end,
        allowed_run = null
    returning connection_id`,
};

export interface SourceSave {
  readonly baseUrl: string;
  readonly authShown: JsonObject;
  readonly accessSealed: string;
  readonly settings: JsonObject;
  readonly nextAt: Date | null;
}

/** @returns whether it was saved; a connection that has people of its own gets no Source */
export async function saveSource(db: Queryable, id: ConnectionId, source: SourceSave): Promise<boolean> {
  const { baseUrl, authShown, accessSealed, settings, nextAt } = source;
  const values = [id, baseUrl, authShown, accessSealed, settings, nextAt];
  return (await db.run(save, values)).length > 0;
}

const remove = {
  name: 'delete-source',
  // What was read stays: a Source that is entered again goes on where this one ended. What was only about to be written
  // does not: nobody goes on with a run of a Source that there is no more. What was written is planned.
  text: `
    with ended as (
      update source_run set state = 'cancelled', finished_at = now()
      where connection_id = $1 and finished_at is null and exists (select from source where connection_id = $1)
    ), planned as (
      update run set state = 'planning', working_until = null
      where connection_id = $1 and kind = 'pull' and state = 'gathering'
    ), forgotten as (
      delete from source_change where connection_id = $1
    )
    delete from source where connection_id = $1 returning connection_id`,
};

/** @returns whether there was one */
export async function deleteSource(db: Queryable, id: ConnectionId): Promise<boolean> {
  return (await db.run(remove, [id])).length > 0;
}

const pause = {
  name: 'pause-source',
  text: `update source set paused = $2, next_at = $3 where connection_id = $1 returning connection_id`,
};

/** Stops the schedule or lets it go on. A run that is under way ends by itself. */
export async function pauseSource(
  db: Queryable,
  id: ConnectionId,
  paused: boolean,
  nextAt: Date | null,
): Promise<void> {
  await db.run(pause, [id, paused, nextAt]);
}

/** A run that somebody wants. */
export interface RunAsk {
  readonly askedBy: string;
  /** Everything is to be read. */
  readonly full: boolean;
  /** The held run that it may do what was held of. */
  readonly allowedRun?: string;
  /** The records may come from another address than before. */
  readonly acceptBase?: boolean;
}

const ask = {
  name: 'ask-for-run',
  text: `
    update source
    set asked_at = now(), asked_by = $2, asked_full = asked_full or $3, allowed_run = coalesce($4, allowed_run),
        read_base = case when $5 then base_url else read_base end
    where connection_id = $1 and not paused returning connection_id`,
};

/**
 * Has a run begin as soon as none is under way.
 *
 * @returns false where the Source is paused, or there is none
 */
export async function askForRun(db: Queryable, id: ConnectionId, how: RunAsk): Promise<boolean> {
  const values = [id, how.askedBy, how.full, how.allowedRun ?? null, how.acceptBase ?? false];
  return (await db.run(ask, values)).length > 0;
}
