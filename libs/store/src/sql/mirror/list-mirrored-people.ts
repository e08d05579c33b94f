import type { ConnectionId, JsonObject, ResourceId } from '#common';
import type { Queryable } from '../../database.js';
import { likeAnywhere } from '../like-anywhere.js';
import { shownName } from '../list-directory.js';

/** Who is looked for among those a connection mirrors; everything given must hold. */
export interface MirroredPeopleQuery {
  readonly id?: ResourceId;
  /** In names, userName and phone numbers, whatever its case. */
  readonly text?: string;
  /** Who is in this Group. */
  readonly group?: ResourceId;
  /** Whether only those who have left and stay for a while, or only those who are there. */
  readonly left?: boolean;
  /** Only what is older than the one of this number. */
  readonly before?: number;
  readonly limit: number;
}

/** Somebody who is mirrored. */
export interface MirroredPersonRow {
  /** Where he is in the list; the next page begins before it. */
  readonly seq: number;
  readonly id: ResourceId;
  readonly userId: string;
  readonly name: string | null;
  readonly userName: string | null;
  readonly active: boolean | null;
  /** When DingTalk was read that showed him so. */
  readonly observedAt: Date;
  /** Since when DingTalk has him no more. */
  readonly leftAt: Date | null;
  /** What is known of him in DingTalk. */
  readonly known: JsonObject;
}

const mirroredAccount = `
  join mirrored m on m.connection_id = r.connection_id and m.resource_id = r.id and m.kind = 'account'`;

/** Who is mirrored, the newest first. The text is put together: each filter wants a plan of its own. */
export async function listMirroredPeople(
  db: Queryable,
  connectionId: ConnectionId,
  { id, text, group, left, before, limit }: MirroredPeopleQuery,
): Promise<readonly MirroredPersonRow[]> {
  const values: unknown[] = [connectionId, limit];
  const bound = (value: unknown) => `$${String(values.push(value))}`;
  const conditions = [
    ...(id === undefined ? [] : [`r.id = ${bound(id)}::uuid`]),
    ...(before === undefined ? [] : [`r.seq < ${bound(before)}::bigint`]),
    ...(text === undefined ? [] : [`r.search_text like ${bound(likeAnywhere(text))}`]),
    ...(group === undefined
      ? []
      : [
          `r.id in (select member_id from membership where connection_id = $1 and group_id = ${bound(group)})`,
        ]),
    ...(left === undefined ? [] : [`m.left_at is ${left ? 'not null' : 'null'}`]),
  ];
  const page = `
    select r.id, r.seq from resource r ${left === undefined ? '' : mirroredAccount}
    where r.connection_id = $1 and r.type = 'User' ${conditions.map((one) => `and ${one}`).join(' ')}
    order by r.seq desc limit $2`;
  return db.run<MirroredPersonRow>({ text: whole(page) }, values);
}

const whole = (page: string) => `
  with page as materialized (${page})
  select page.seq, r.id, m.external_id as "userId", ${shownName} as name, r.body ->> 'userName' as "userName",
    (r.body ->> 'active')::boolean as active, m.observed_at as "observedAt", m.left_at as "leftAt", m.known
  from page join resource r on r.connection_id = $1 and r.id = page.id ${mirroredAccount}
  order by page.seq desc`;
