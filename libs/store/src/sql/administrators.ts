import type { Queryable } from '../database.js';

/** What somebody may do who is signed in. */
export type AdminRole = 'viewer' | 'administrator';

/** Somebody who may sign in, as others see it. */
export interface Account {
  readonly name: string;
  readonly role: AdminRole;
  readonly signsIn: 'password' | 'provider';
  readonly createdAt: Date;
}

/** Who is signed in. */
export interface SignedIn {
  readonly name: string;
  readonly role: AdminRole;
}

const columns = `name, role, case when subject is null then 'password' else 'provider' end as "signsIn",
  created_at as "createdAt"`;

const list = { name: 'list-accounts', text: `select ${columns} from administrator order by name` };

export async function listAccounts(db: Queryable): Promise<readonly Account[]> {
  return db.run<Account>(list, []);
}

const hashes = {
  name: 'password-hashes',
  text: 'select password_hash as "passwordHash", given_hash as "givenHash" from administrator where name = $1',
};

/** What is known of somebody's password: as it is, and as the environment gave it last. */
export interface PasswordHashes {
  /** Null for whom a provider lets in. */
  readonly passwordHash: string | null;
  readonly givenHash: string | null;
}

export async function passwordHashes(db: Queryable, name: string): Promise<PasswordHashes | undefined> {
  return (await db.run<PasswordHashes>(hashes, [name]))[0];
}

const give = {
  name: 'give-password',
  text: `
    insert into administrator (name, password_hash, given_hash, role) values ($1, $2, $2, 'administrator')
    on conflict (name) do update set password_hash = $2, given_hash = $2, role = 'administrator'`,
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

const remove = {
  name: 'remove-account',
  // Locked as a whole: two who remove each other at once must not leave nobody. Whom a provider lets in is no last
  // one: it may be away.
  text: `
    with held as (
      select name, role, subject is not null as provided from administrator order by name for update)
    delete from administrator where name = $1 and (role <> 'administrator'
      or exists (select from held where role = 'administrator' and not provided and name <> $1))
    returning name`,
};

/** Removes somebody, and the sessions with it. @returns false for whom there is not, and for the last administrator */
export async function removeAccount(db: Queryable, name: string): Promise<boolean> {
  return (await db.run(remove, [name])).length === 1;
}
