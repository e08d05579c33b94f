import type { Queryable } from '../database.js';
import type { SignedIn } from './administrators.js';

const begin = {
  name: 'begin-session',
  // Whoever signs in sweeps up what is over.
  text: `
    with over as (delete from admin_session where expires_at <= now())
    insert into admin_session (hash, administrator, expires_at, admitted_by)
    values ($1, $2, now() + $3 * interval '1 hour', $4)`,
};

/** @param admittedBy the settings of the provider that let somebody in; left out for a password */
export async function beginSession(
  db: Queryable,
  hash: Buffer,
  name: string,
  hours: number,
  admittedBy?: string,
): Promise<void> {
  await db.run(begin, [hash, name, hours, admittedBy ?? null]);
}

const read = {
  name: 'read-session',
  text: `
    select a.name, a.role from admin_session s join administrator a on a.name = s.administrator
    where s.hash = $1 and s.expires_at > now() and not a.disabled`,
};

/** Who a session belongs to, and what he may do by now; nobody's once its owner is let in no more. */
export async function readSession(db: Queryable, hash: Buffer): Promise<SignedIn | undefined> {
  return (await db.run<SignedIn>(read, [hash]))[0];
}

const end = { name: 'end-session', text: 'delete from admin_session where hash = $1' };

export async function endSession(db: Queryable, hash: Buffer): Promise<void> {
  await db.run(end, [hash]);
}

const endAll = {
  name: 'end-sessions',
  text: 'delete from admin_session where administrator = $1 and ($2::bytea is null or hash <> $2)',
};

/** Ends all sessions of somebody, save the one that is to stay. */
export async function endSessions(tx: Queryable, name: string, stays?: Buffer): Promise<void> {
  await tx.run(endAll, [name, stays ?? null]);
}

/** A browser that somebody is signed in with. */
export interface Session {
  readonly id: string;
  readonly begunAt: Date;
  readonly expiresAt: Date;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

const list = {
  name: 'list-sessions',
  text: `
    select id, begun_at as "begunAt", expires_at as "expiresAt", hash = $2 as "isThis" from admin_session
    where administrator = $1 and expires_at > now() order by begun_at desc, id`,
};

export async function listSessions(db: Queryable, name: string, own: Buffer): Promise<readonly Session[]> {
  return db.run<Session>(list, [name, own]);
}

const endOne = {
  name: 'end-session-by-id',
  text: 'delete from admin_session where administrator = $1 and id = $2 returning id',
};

/** @returns whether there was such a session of somebody */
export async function endSessionById(db: Queryable, name: string, id: string): Promise<boolean> {
  return (await db.run(endOne, [name, id])).length === 1;
}
