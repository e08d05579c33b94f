import type { Queryable } from '../database.js';

const count = {
  name: 'count-sign-in-try',
  // Counted before it is tried: those who try side by side are counted too. A lock doubles with every try after it.
  text: `
    insert into sign_in_try as t (key, tries) values ($1, 1)
    on conflict (key) do update set
      tries = case when t.locked_until > now() then t.tries
        when t.last_at < now() - interval '1 hour' then 1 else t.tries + 1 end,
      last_at = case when t.locked_until > now() then t.last_at else now() end,
      locked_until = case
        when t.locked_until > now() then t.locked_until
        when t.last_at >= now() - interval '1 hour' and t.tries + 1 > $2
          then now() + least(interval '1 minute' * power(2, least(t.tries - $2, 10)), interval '15 minutes')
        end
    returning locked_until > now() as locked`,
};

/** Counts a try to sign in. @returns whether it may be made */
export async function countSignInTry(db: Queryable, key: Buffer, free: number): Promise<boolean> {
  const [tried] = await db.run<{ locked: boolean | null }>(count, [key, free]);
  return tried?.locked !== true;
}

const forget = { name: 'forget-sign-in-tries', text: 'delete from sign_in_try where key = any($1::bytea[])' };

/** It was somebody who knows the password. */
export async function forgetSignInTries(db: Queryable, keys: readonly Buffer[]): Promise<void> {
  await db.run(forget, [keys]);
}

const refund = {
  name: 'refund-sign-in-tries',
  text: 'update sign_in_try set tries = greatest(tries - 1, 0) where key = any($1::bytea[])',
};

/** It was no guess. What others have guessed there still counts. */
export async function refundSignInTries(db: Queryable, keys: readonly Buffer[]): Promise<void> {
  await db.run(refund, [keys]);
}

const sweep = {
  name: 'sweep-sign-in-tries',
  text: `delete from sign_in_try where last_at < now() - interval '1 day'`,
};

export async function sweepSignInTries(tx: Queryable): Promise<void> {
  await tx.run(sweep, []);
}
