import type { Queryable } from '../database.js';
import type { AdminRole, SignedIn } from './administrators.js';

const columns = `id, label, role, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

/** A token for programs that use the admin API; the token itself is shown once, when it is made. */
export interface AdminToken {
  readonly id: string;
  readonly label: string;
  readonly role: AdminRole;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

const insert = {
  name: 'insert-admin-token',
  text: `
    insert into admin_token (id, hash, label, role, created_by, expires_at) values ($1, $2, $3, $4, $5, $6)
    returning ${columns}`,
};

/** What is known of a token before it is made. */
export interface NewAdminToken {
  readonly id: string;
  readonly hash: Buffer;
  readonly label: string;
  readonly role: AdminRole;
  readonly createdBy: string;
  readonly expiresAt?: Date;
}

export async function insertAdminToken(db: Queryable, given: NewAdminToken): Promise<AdminToken | undefined> {
  const { id, hash, label, role, createdBy, expiresAt } = given;
  return (await db.run<AdminToken>(insert, [id, hash, label, role, createdBy, expiresAt ?? null]))[0];
}

const list = {
  name: 'list-admin-tokens',
  text: `select ${columns} from admin_token order by created_at, id`,
};

export async function listAdminTokens(db: Queryable): Promise<readonly AdminToken[]> {
  return db.run<AdminToken>(list, []);
}

const revoke = {
  name: 'revoke-admin-token',
  text: 'update admin_token set revoked_at = now() where id = $1 and revoked_at is null returning id',
};

/** @returns whether there was such a token to revoke */
export async function revokeAdminToken(db: Queryable, id: string): Promise<boolean> {
  return (await db.run(revoke, [id])).length === 1;
}

const find = {
  name: 'find-admin-token',
  // Noting the use once a minute is enough to tell a living token from a forgotten one.
  text: `
    with found as (
      select id, label, role, last_used_at from admin_token
      where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())
    ), noted as (
      update admin_token set last_used_at = now() from found
      where admin_token.id = found.id
        and (found.last_used_at is null or found.last_used_at < now() - interval '1 minute')
    )
    select 'token ' || label as name, role from found`,
};

/** What a token may do; undefined for one that is unknown, expired or revoked. */
export async function findAdminToken(db: Queryable, hash: Buffer): Promise<SignedIn | undefined> {
  return (await db.run<SignedIn>(find, [hash]))[0];
}
