import type { Queryable } from '../database.js';

/** What somebody may do who is signed in. */
export type AdminRole = 'viewer' | 'administrator';

/** Somebody who may sign in, as others see it. */
export interface Account {
  readonly name: string;
  readonly role: AdminRole;
  /** Kept, but let in no more. */
  readonly disabled: boolean;
  readonly signsIn: 'password' | 'provider';
  readonly createdAt: Date;
}

/** Who is signed in. */
export interface SignedIn {
  readonly name: string;
  readonly role: AdminRole;
}

const columns = `name, role, disabled, case when subject is null then 'password' else 'provider' end as "signsIn",
  created_at as "createdAt"`;

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
  /** Null for whom a provider lets in. */
  readonly passwordHash: string | null;
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

/**
 * Everybody, locked as a whole: two who put each other out at once must not leave nobody. Whom a provider lets in is no
 * last one: it may be away.
 */
const all =
  'select name, role, disabled, subject is not null as provided from administrator order by name for update';

const alter = {
  name: 'change-account',
  // The role of whom a provider lets in is the provider's to give, and a password of his would outlive it.
  text: `
    with held as (${all})
    update administrator
    set role = coalesce($2::text, role), disabled = coalesce($3::boolean, disabled),
      password_hash = coalesce($4::text, password_hash)
    where name = $1 and (subject is null or ($2::text is null and $4::text is null)) and exists (
      select from held where not provided
        and case when name = $1 then coalesce($2::text, role) else role end = 'administrator'
        and not case when name = $1 then coalesce($3::boolean, disabled) else disabled end)
    returning ${columns}`,
};

/** @returns undefined for whom there is not, for what a provider decides, and where nobody would be left who may change anything */
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
    with held as (${all})
    delete from administrator where name = $1
      and exists (select from held where role = 'administrator' and not disabled and not provided and name <> $1)
    returning name`,
};

/** Removes somebody, and the sessions with it. @returns false for whom there is not, and for the last administrator */
export async function removeAccount(db: Queryable, name: string): Promise<boolean> {
  return (await db.run(remove, [name])).length === 1;
}
