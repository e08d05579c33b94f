import type { Queryable } from '../database.js';

/** What somebody may do who is signed in. */
export type AdminRole = 'viewer' | 'administrator';

/** Somebody who may sign in, as others see it. */
export interface Account {
  readonly name: string;
  readonly role: AdminRole;
  /** Kept, but let in no more. */
  readonly disabled: boolean;
  readonly createdAt: Date;
}

/** Who is signed in. */
export interface SignedIn {
  readonly name: string;
  readonly role: AdminRole;
}

const columns = `name, role, disabled, created_at as "createdAt"`;

const list = { name: 'list-accounts', text: `select ${columns} from administrator order by name` };

export async function listAccounts(db: Queryable): Promise<readonly Account[]> {
  return db.run<Account>(list, []);
}

const hashes = {
  name: 'password-hashes',
  text: `
    select password_hash as "passwordHash", given_hash as "givenHash", disabled from administrator where name = $1`,
};

/** What is known of somebody's password: as it is, and as the environment gave it last. */
export interface PasswordHashes {
  readonly passwordHash: string;
  readonly givenHash: string | null;
  readonly disabled: boolean;
}

export async function passwordHashes(db: Queryable, name: string): Promise<PasswordHashes | undefined> {
  return (await db.run<PasswordHashes>(hashes, [name]))[0];
}

const give = {
  name: 'give-password',
  text: `
    insert into administrator (name, password_hash, given_hash, role) values ($1, $2, $2, 'administrator')
    on conflict (name) do update
      set password_hash = $2, given_hash = $2, role = 'administrator', disabled = false`,
};

/** Makes the administrator whom the environment names, with its password. */
export async function givePassword(tx: Queryable, name: string, hash: string): Promise<void> {
  await tx.run(give, [name, hash]);
}

const add = {
  name: 'add-account',
  text: `
    insert into administrator (name, password_hash, role) values ($1, $2, $3) on conflict (name) do nothing
    returning ${columns}`,
};

/** @returns undefined where the name is taken */
export async function addAccount(
  db: Queryable,
  name: string,
  hash: string,
  role: AdminRole,
): Promise<Account | undefined> {
  return (await db.run<Account>(add, [name, hash, role]))[0];
}

const change = {
  name: 'change-password',
  text: 'update administrator set password_hash = $2 where name = $1',
};

export async function changePassword(tx: Queryable, name: string, hash: string): Promise<void> {
  await tx.run(change, [name, hash]);
}

/** What becomes of an account; what is left out stays. */
export interface AccountChange {
  readonly role?: AdminRole;
  readonly disabled?: boolean;
  /** Of a password that somebody else gives. */
  readonly hash?: string;
}

const alter = {
  name: 'change-account',
  // Locked as a whole: two who put each other out at once must not leave nobody.
  text: `
    with held as (select name, role, disabled from administrator order by name for update)
    update administrator
    set role = coalesce($2::text, role), disabled = coalesce($3::boolean, disabled), password_hash = coalesce($4::text, password_hash)
    where name = $1 and exists (
      select from held where case when name = $1 then coalesce($2::text, role) else role end = 'administrator'
        and not case when name = $1 then coalesce($3::boolean, disabled) else disabled end)
    returning ${columns}`,
};

/** @returns undefined for whom there is not, and where nobody would be left who may change anything */
export async function changeAccount(
  tx: Queryable,
  name: string,
  { role, disabled, hash }: AccountChange,
): Promise<Account | undefined> {
  return (await tx.run<Account>(alter, [name, role ?? null, disabled ?? null, hash ?? null]))[0];
}

const remove = {
  name: 'remove-account',
  text: `
    with held as (select name, role, disabled from administrator order by name for update)
    delete from administrator where name = $1
      and exists (select from held where role = 'administrator' and not disabled and name <> $1)
    returning name`,
};

/** Removes somebody, and the sessions with it. @returns false for whom there is not, and for the last administrator */
export async function removeAccount(db: Queryable, name: string): Promise<boolean> {
  return (await db.run(remove, [name])).length === 1;
}
