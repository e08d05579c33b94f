import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import { literalOf } from '../note-activity.js';
import { conflicts } from './proposals.js';

const chosen = `
  select * from adoption a
  where a.connection_id = $1 and a.list_id = $2 and a.state = 'open' and ($3::int[] is null or a.place = any($3::int[]))`;

/** A Link that nothing in DingTalk belongs to, nor is about to; one that was refused knows under which userid it tried. */
export const isFree = `l.presence = 'none' and (l.resource_id is not null or l.path_key is not null)`;

const approve = {
  name: 'approve-adoptions',
  // Whoever is just looking at such a Link has not begun anything: with another epoch he begins nothing any more.
  text: `
    with chosen as (
      ${chosen} and not ${conflicts} order by a.place limit $5 for no key update
    ), fit as (
      select l.id, c.external_id, c.keys, c.resource_generation, c.settings_version, c.place
      from link l
      join chosen c on c.link_id = l.id
      left join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
      join connection n on n.id = l.connection_id
      where l.connection_id = $1 and ${isFree} and r.generation is not distinct from c.resource_generation
        and n.settings_version = c.settings_version and not exists (
          select from link o
          where o.connection_id = $1 and o.kind = l.kind and o.external_id = c.external_id and o.id <> l.id)
      order by l.id for no key update of l
    ), ordered as (
      update link
      set adopting = jsonb_build_object('externalId', fit.external_id, 'keys', to_jsonb(fit.keys),
          'resourceGeneration', fit.resource_generation, 'settingsVersion', fit.settings_version),
        lease_epoch = lease_epoch + 1, lease_until = null, generation = generation + 1, attempts = 0,
        due_at = now(), asked_by = $4
      from fit where link.connection_id = $1 and link.id = fit.id
      returning link.id, link.resource_id
    ), noted as (
      insert into activity (connection_id, link_id, resource_id, asked_by, event, fields)
      select $1, o.id, o.resource_id, $4, ${literalOf('adoption.approved')}, f.keys
      from ordered o join fit f on f.id = o.id
    )
    update adoption
    set state = case when fit.place is null then 'moved' else 'approved' end, decided_by = $4, decided_at = now()
    from chosen left join fit on fit.place = chosen.place
    where adoption.connection_id = $1 and adoption.place = chosen.place
    returning adoption.state`,
};

const refuse = {
  name: 'refuse-adoptions',
  text: `
    with chosen as (${chosen} order by a.place limit $5 for no key update), noted as (
      insert into activity (connection_id, link_id, resource_id, asked_by, event, fields)
      select $1, l.id, l.resource_id, $4, ${literalOf('adoption.refused')}, c.keys
      from chosen c join link l on l.connection_id = $1 and l.id = c.link_id
    )
    update adoption set state = 'refused', decided_by = $4, decided_at = now()
    from chosen where adoption.connection_id = $1 and adoption.place = chosen.place
    returning adoption.state`,
};

/** What somebody decides about the proposals of a list. */
export interface AdoptionDecision {
  readonly listId: string;
  /** Only these; absent: all that are open. */
  readonly places?: readonly number[] | undefined;
  readonly decidedBy: string;
}

/** What became of proposals that were decided about. */
export interface DecidedAdoptions {
  readonly items: number;
  /** Those that were to be approved and are not any more what was listed. */
  readonly moved: number;
}

async function decide(
  tx: Queryable,
  statement: typeof approve,
  connectionId: ConnectionId,
  { listId, places, decidedBy }: AdoptionDecision,
  limit: number,
): Promise<DecidedAdoptions> {
  const rows = await tx.run<{ state: string }>(statement, [
    connectionId,
    listId,
    places ?? null,
    decidedBy,
    limit,
  ]);
  const moved = rows.filter(({ state }) => state === 'moved').length;
  return { items: rows.length - moved, moved };
}

/**
 * Has up to `limit` of the open proposals without conflict taken over, if each is still what was listed. That is a
 * step of its Link: it is taken over by whoever works it.
 */
export const approveAdoptions = (
  tx: Queryable,
  connectionId: ConnectionId,
  decision: AdoptionDecision,
  limit: number,
): Promise<DecidedAdoptions> => decide(tx, approve, connectionId, decision, limit);

/** Refuses up to `limit` open proposals: they are proposed no more. */
export const refuseAdoptions = (
  tx: Queryable,
  connectionId: ConnectionId,
  decision: AdoptionDecision,
  limit: number,
): Promise<DecidedAdoptions> => decide(tx, refuse, connectionId, decision, limit);
