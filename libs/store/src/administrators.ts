import { createHash, randomUUID } from 'node:crypto';
import { Conflict } from '#common';
import type { Database, Queryable } from './database.js';
import { hashPassword, isPassword } from './password.js';
import { newSecret, secretHash } from './secrets.js';
import {
  beginSession,
  endSession,
  endSessionById,
  endSessions,
  listSessions,
  readSession,
} from './sql/admin-sessions.js';
import type { Session } from './sql/admin-sessions.js';
import { findAdminToken, insertAdminToken, listAdminTokens, revokeAdminToken } from './sql/admin-tokens.js';
import type { AdminToken, NewAdminToken } from './sql/admin-tokens.js';
import {
  addAccount,
  changeAccount,
  changePassword,
  givePassword,
  listAccounts,
  passwordHashes,
  removeAccount,
} from './sql/administrators.js';
import type { Account, AccountChange, AdminRole, SignedIn } from './sql/administrators.js';
import { admitAccount, endSessionsOfOtherSettings } from './sql/provider-accounts.js';
import type { ProviderAccount } from './sql/provider-accounts.js';
import { countSignInTry, forgetSignInTries, refundSignInTries } from './sql/sign-in-tries.js';

const sessionHours = 12;
/** Wrong tries in an hour before a lock. */
const freeTries = { browser: 10, nameAtAddress: 10, address: 50, name: 100 } as const;

/** Where a try to sign in comes from. */
export interface TryFrom {
  readonly address?: string;
  /** Of a browser that has signed in that very account before. */
  readonly browser?: string;
}

/** The cookie value of a new session. */
export interface NewSession {
  readonly secret: string;
  readonly hours: number;
}

/** Who may sign in to the console, the browsers that are signed in, and the tokens of programs. */
export class Administrators {
  constructor(private readonly database: Database) {}

  /**
   * Makes the administrator, or gives him this password where the environment gave another one before. A password
   * that he chose himself meanwhile stays.
   */
  async ensure(name: string, password: string): Promise<void> {
    const known = await passwordHashes(this.database, name);
    if (await isPassword(password, known?.givenHash ?? known?.passwordHash)) return;
    const hash = await hashPassword(password);
    await this.database.transaction(async (tx) => {
      await givePassword(tx, name, hash);
      await endSessions(tx, name);
    });
  }

  /**
   * A try to sign in. After ten wrong ones in an hour a name is locked for the address they came from, for a minute
   * first and for ever longer, a quarter of an hour at most; after fifty, of whatever names, all are for that address;
   * after a hundred the name is for all. A browser that its owner has signed in with before has ten tries of its own,
   * whatever strangers have tried: they cannot lock him out.
   */
  async signIn(
    name: string,
    password: string,
    from: TryFrom = {},
  ): Promise<NewSession | 'refused' | 'locked'> {
    const limits = limitsOf(name, from);
    for (const { key, free } of limits)
      if (!(await countSignInTry(this.database, key, free))) return 'locked';
    const known = await passwordHashes(this.database, name);
    // Whoever is let in no more is told nothing else than whoever guesses.
    if (!(await isPassword(password, known?.passwordHash)) || known?.disabled !== false) return 'refused';
    const keys = (shared: boolean) => limits.filter((limit) => limit.shared === shared).map(({ key }) => key);
    await forgetSignInTries(this.database, keys(false));
    await refundSignInTries(this.database, keys(true));
    return begin(this.database, name);
  }

  /** Lets in whom an OpenID Connect provider has sent, with the role that he has there. @param settings of the provider */
  async admit(account: ProviderAccount, settings: string): Promise<NewSession | 'disabled'> {
    return this.database.transaction(async (tx) => {
      const admitted = await admitAccount(tx, account);
      if (!admitted) throw new Conflict('name');
      return admitted.disabled ? 'disabled' : begin(tx, admitted.name, settings);
    });
  }

  /** Signs out whom a provider let in by other settings than these; without any, all whom one let in. */
  async keepAdmittedBy(settings: string | undefined): Promise<void> {
    await endSessionsOfOtherSettings(this.database, settings);
  }

  async signOut(secret: string): Promise<void> {
    await endSession(this.database, secretHash(secret));
  }

  /** Who a session belongs to, while it lasts. */
  async administratorOf(secret: string): Promise<SignedIn | undefined> {
    return readSession(this.database, secretHash(secret));
  }

  /** Whose token it is; unknown, expired and revoked are one answer: undefined. */
  async ownerOf(token: string): Promise<SignedIn | undefined> {
    return findAdminToken(this.database, secretHash(token));
  }

  /** Somebody's own new password; all other sessions end. @returns false where the present one is another */
  async changePassword(name: string, present: string, next: string, session: string): Promise<boolean> {
    const known = await passwordHashes(this.database, name);
    if (!(await isPassword(present, known?.passwordHash))) return false;
    const hash = await hashPassword(next);
    await this.database.transaction(async (tx) => {
      await changePassword(tx, name, hash);
      await endSessions(tx, name, secretHash(session));
    });
    return true;
  }

  /** The browsers that somebody is signed in with. @param session the one that asks */
  async sessions(name: string, session: string): Promise<readonly Session[]> {
    return listSessions(this.database, name, secretHash(session));
  }

  /** @returns whether there was such a session of somebody */
  async endSession(name: string, id: string): Promise<boolean> {
    return endSessionById(this.database, name, id);
  }

  /** Signs somebody out everywhere but in the browser that asks. */
  async endOtherSessions(name: string, session: string): Promise<void> {
    await endSessions(this.database, name, secretHash(session));
  }

  async list(): Promise<readonly Account[]> {
    return listAccounts(this.database);
  }

  /** @throws Conflict('name') */
  async add(name: string, password: string, role: AdminRole): Promise<Account> {
    const added = await addAccount(this.database, name, await hashPassword(password), role);
    if (!added) throw new Conflict('name');
    return added;
  }

  /**
   * Gives somebody another role or password, or lets him in no more; a new password and the latter end his sessions.
   *
   * @returns undefined for whom there is not, for what a provider decides, and where nobody would be left who may
   *   change anything
   */
  async change(
    name: string,
    { password, ...change }: Omit<AccountChange, 'hash'> & { readonly password?: string },
  ): Promise<Account | undefined> {
    const hash = password === undefined ? undefined : await hashPassword(password);
    return this.database.transaction(async (tx) => {
      const changed = await changeAccount(tx, name, hash === undefined ? change : { ...change, hash });
      if (changed && (hash !== undefined || changed.disabled)) await endSessions(tx, name);
      return changed;
    });
  }

  /** @returns false for whom there is not, and for the last administrator */
  async remove(name: string): Promise<boolean> {
    return removeAccount(this.database, name);
  }

  async tokens(): Promise<readonly AdminToken[]> {
    return listAdminTokens(this.database);
  }

  /** Makes a token; `secret` is not stored and cannot be shown again. */
  async issueToken(
    given: Omit<NewAdminToken, 'id' | 'hash'>,
  ): Promise<{ readonly token: AdminToken; readonly secret: string }> {
    const secret = newSecret('admin');
    const made = await insertAdminToken(this.database, {
      ...given,
      id: randomUUID(),
      hash: secretHash(secret),
    });
    if (!made) throw new Conflict('id');
    return { token: made, secret };
  }

  /** @returns whether there was such a token to revoke */
  async revokeToken(id: string): Promise<boolean> {
    return revokeAdminToken(this.database, id);
  }
}

async function begin(db: Queryable, name: string, admittedBy?: string): Promise<NewSession> {
  const secret = newSecret('session');
  await beginSession(db, secretHash(secret), name, sessionHours, admittedBy);
  return { secret, hours: sessionHours };
}

/** What is counted of a try, and how often in an hour before a lock. */
interface TryLimit {
  readonly key: Buffer;
  readonly free: number;
  /** Whether others are counted by it too: then a right password makes only its own try good. */
  readonly shared: boolean;
}

function limitsOf(name: string, { address = '', browser }: TryFrom): readonly TryLimit[] {
  if (browser !== undefined)
    return [{ key: tryKey('browser', name, browser), free: freeTries.browser, shared: false }];
  return [
    { key: tryKey('address', name, address), free: freeTries.nameAtAddress, shared: false },
    { key: tryKey('anybody', address), free: freeTries.address, shared: true },
    { key: tryKey('everywhere', name), free: freeTries.name, shared: false },
  ];
}

/** Neither names nor addresses of those who try are kept. */
const tryKey = (...parts: readonly string[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest();
