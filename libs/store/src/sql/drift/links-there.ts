import type { ConnectionId, JsonObject, LinkId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../../database.js';

/** Links of which it is known what DingTalk shows: nobody is just writing it, and no answer was lost. */
const quiet = `
  presence in ('present', 'leaving') and applied is not null and not doubtful
    and (lease_until is null or lease_until < now())`;

/** What was written while a reading went on may be newer than what was read. */
const before = (moment: string) => `(applied_at is null or applied_at < ${moment}::timestamptz)`;

const linked = {
  name: 'links-there',
  text: `
    select id, external_id as "externalId", applied, applied_at::text as "appliedAt"
    from link where connection_id = $1 and kind = $2 and external_id = any($3::text[]) and ${quiet}
      and ${before('$4')}`,
};

/** A Link, and what was last written to its account or department. */
export interface LinkThere {
  readonly id: LinkId;
  readonly externalId: string;
  readonly applied: JsonObject;
  /** When, by Postgres's clock; null: never by us. */
  readonly appliedAt: string | null;
}

/**
 * Those Links that have one of these accounts or departments, as far as it is known what these have shown since a
 * moment.
 */
export async function linksThere(
  db: Queryable,
  connectionId: ConnectionId,
  kind: LinkKind,
  externalIds: readonly string[],
  since: string,
): Promise<readonly LinkThere[]> {
  return db.run<LinkThere>(linked, [connectionId, kind, externalIds, since]);
}

const roles = {
  name: 'roles-there',
  text: `
    select id, external_id as "externalId", applied, applied_at::text as "appliedAt"
    from link where connection_id = $1 and kind = 'role' and ${quiet} and ${before('$2')} order by id`,
};

/** The Links that have a role, as far as it is known what it has shown since a moment. */
export async function rolesThere(
  db: Queryable,
  connectionId: ConnectionId,
  since: string,
): Promise<readonly LinkThere[]> {
  return db.run<LinkThere>(roles, [connectionId, since]);
}

const placed = {
  name: 'role-members-there',
  text: `
    select external_id as "userId" from role_member m join link on link.connection_id = $1 and link.id = m.account_id
    where m.connection_id = $1 and m.role_id = $2 and ${quiet} order by external_id`,
};

/** Whom we have made members of a role, as far as their accounts are known to be there; userids, ascending. */
export async function roleMembersThere(
  db: Queryable,
  connectionId: ConnectionId,
  role: LinkId,
): Promise<readonly string[]> {
  return (await db.run<{ userId: string }>(placed, [connectionId, role])).map(({ userId }) => userId);
}

const walk = {
  name: 'walk-links-there',
  text: `
    select id, kind, external_id as "externalId", applied_at::text as "appliedAt"
    from link
    where connection_id = $1 and id > $2 and kind <> 'role' and ${quiet} and ${before('$3')}
    order by id limit $4`,
};

/** A Link whose account or department was there before a moment. */
export interface LinkBefore extends Omit<LinkThere, 'applied'> {
  readonly kind: LinkKind;
}

const beforeAll = '00000000-0000-0000-0000-000000000000' as LinkId;

/** The next accounts and departments after one that were there before a moment, by id; null: from the first. */
export async function walkLinksThere(
  db: Queryable,
  connectionId: ConnectionId,
  walked: { readonly after: LinkId | null; readonly before: string; readonly limit: number },
): Promise<readonly LinkBefore[]> {
  const { after, before, limit } = walked;
  return db.run<LinkBefore>(walk, [connectionId, after ?? beforeAll, before, limit]);
}
