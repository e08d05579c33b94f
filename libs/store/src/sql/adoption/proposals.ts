import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { AdoptionKey, LinkKind } from '#provisioning';
import type { Queryable } from '../../database.js';
import type { AdoptionState } from './lists.js';

/** Another proposal about the same Link, or the same account or department, that nobody has refused. */
const rival = (of: string) => `
  select from adoption o
  where o.connection_id = a.connection_id and o.place <> a.place and ${of}
    and (o.state = 'approved' or o.state = 'open' and o.list_id = a.list_id)`;
const severalAccounts = `exists (${rival('o.link_id = a.link_id')})`;
const severalResources = `exists (${rival('o.link_kind = a.link_kind and o.external_id = a.external_id')})`;

/** Whether a proposal `a` stands against another one. */
export const conflicts = `(a.state = 'open' and (${severalAccounts} or ${severalResources}))`;

const propose = {
  name: 'propose-adoptions',
  // What somebody has refused is proposed no more.
  text: `
    insert into adoption (
      connection_id, list_id, link_id, link_kind, external_id, keys, resource_generation, settings_version,
      fields_sealed)
    select $1, $2, p."linkId", p."linkKind", p."externalId", array(select jsonb_array_elements_text(p.keys)),
      p."resourceGeneration", p."settingsVersion", p."fieldsSealed"
    from jsonb_to_recordset($3::jsonb) as p (
      "linkId" uuid, "linkKind" text, "externalId" text, keys jsonb, "resourceGeneration" bigint,
      "settingsVersion" integer, "fieldsSealed" text)
    join link l on l.connection_id = $1 and l.id = p."linkId"
    where not exists (
      select from adoption o
      where o.connection_id = $1 and o.link_id = p."linkId" and o.external_id = p."externalId"
        and o.state in ('refused', 'approved'))`,
};

/** That an account or department that was there before may be a Link's own. */
export interface NewProposal {
  readonly linkId: LinkId;
  readonly linkKind: LinkKind;
  readonly externalId: string;
  readonly keys: readonly AdoptionKey[];
  /** Of the Resource and of the settings that both sides were shown by; null: of a path, which is no Resource. */
  readonly resourceGeneration: number | null;
  readonly settingsVersion: number;
  /** Both sides: personal data. */
  readonly fieldsSealed: string;
}

export async function proposeAdoptions(
  db: Queryable,
  connectionId: ConnectionId,
  listId: string,
  proposals: readonly NewProposal[],
): Promise<void> {
  await db.run(propose, [connectionId, listId, JSON.stringify(proposals)]);
}

const page = {
  name: 'adoption-proposals',
  text: `
    select a.place, a.link_kind as "linkKind", l.resource_id as "resourceId", a.external_id as "externalId", a.keys,
      a.state, a.found_at as "foundAt", a.decided_by as "decidedBy", a.decided_at as "decidedAt",
      a.fields_sealed as "fieldsSealed",
      coalesce(r.body ->> 'displayName', r.body ->> 'userName', array_to_string(l.path, '/')) as "displayName",
      array_remove(array[
        case when a.state = 'open' and ${severalAccounts} then 'severalAccounts' end,
        case when a.state = 'open' and ${severalResources} then 'severalResources' end], null) as conflicts
    from adoption a
    join link l on l.connection_id = a.connection_id and l.id = a.link_id
    left join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
    left join adoption_list n on n.connection_id = a.connection_id and n.id = a.list_id
    where a.connection_id = $1 and a.place > $2 and (a.state <> 'open' or n.finished_at is not null) and ($3::text is null or a.state = $3)
      and ($4::boolean is null or ${conflicts} = $4)
    order by a.place limit $5`,
};

/** A proposal as it is kept. */
export interface ProposalRow {
  readonly place: number;
  readonly linkKind: LinkKind;
  /** null: a department that stands for a path and for no Group. */
  readonly resourceId: ResourceId | null;
  readonly externalId: string;
  readonly keys: readonly AdoptionKey[];
  readonly state: AdoptionState;
  readonly conflicts: readonly ('severalAccounts' | 'severalResources')[];
  readonly foundAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly fieldsSealed: string | null;
  readonly displayName: string | null;
}

export interface ProposalQuery {
  readonly after: number;
  readonly limit: number;
  readonly state?: AdoptionState | undefined;
  readonly conflict?: boolean | undefined;
}

/** A page of all proposals that can be seen, by place; those of a list that is still being made are not. */
export async function listProposals(
  db: Queryable,
  connectionId: ConnectionId,
  { after, limit, state, conflict }: ProposalQuery,
): Promise<readonly ProposalRow[]> {
  return db.run<ProposalRow>(page, [connectionId, after, state ?? null, conflict ?? null, limit]);
}
