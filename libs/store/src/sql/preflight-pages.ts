import type { ConnectionId } from '#common';
import type { PreflightGroup, PreflightPerson } from '#provisioning';
import type { Queryable } from '../database.js';
import { scopeGroups } from './scope-groups.js';

/** Of the Groups that a scope names, those that a Resource is in, through other Groups too. */
const inScopeGroups = `${scopeGroups('r.connection_id', 'r.id', '$4::uuid[]')} as "scopeGroups"`;

const people = {
  name: 'preflight-people',
  text: `
    select r.seq, r.id, r.body,
      array(
        select m.group_id from membership m where m.connection_id = r.connection_id and m.member_id = r.id
      ) as "groupIds",
      (
        select m.id from resource m where m.connection_id = r.connection_id and m.id = r.manager_id and m.type = 'User'
      ) as "managerId",
      ${inScopeGroups}
    from resource r where r.connection_id = $1 and r.type = 'User' and r.seq > $2 order by r.seq limit $3`,
};

const groups = {
  name: 'preflight-groups',
  text: `
    select r.seq, r.id, r.body,
      array(
        select m.group_id from membership m
        where m.connection_id = r.connection_id and m.member_id = r.id order by m.seq
      ) as "parentIds",
      ${inScopeGroups}
    from resource r where r.connection_id = $1 and r.type = 'Group' and r.seq > $2 order by r.seq limit $3`,
};

/** Where a page of Resources ended. */
interface Placed {
  readonly seq: number;
}

/** Which page to read: what comes after a place, and the Groups of which it matters who is in them. */
export interface PreflightPage {
  readonly after: number;
  readonly limit: number;
  readonly groups: readonly string[];
}

export async function preflightPeople(
  db: Queryable,
  connectionId: ConnectionId,
  { after, limit, groups: named }: PreflightPage,
): Promise<readonly (PreflightPerson & Placed)[]> {
  return db.run<PreflightPerson & Placed>(people, [connectionId, after, limit, named]);
}

export async function preflightGroups(
  db: Queryable,
  connectionId: ConnectionId,
  { after, limit, groups: named }: PreflightPage,
): Promise<readonly (PreflightGroup & Placed)[]> {
  return db.run<PreflightGroup & Placed>(groups, [connectionId, after, limit, named]);
}
