import type { Queryable } from '../database.js';
import type { AdminRole } from './administrators.js';

/** Somebody as an OpenID Connect provider knows him. */
export interface ProviderAccount {
  /** Who it is, for ever: the provider and its own id of him. */
  readonly subject: string;
  /** What he is called here. */
  readonly name: string;
  /** What he is called where somebody else has that name. */
  readonly otherName: string;
  readonly role: AdminRole;
}

const admit = {
  name: 'admit-account',
  // A name stays as it was at first, since what somebody has done is told by it; the role is the provider's to give.
  text: `
    insert into administrator (name, subject, role)
    values (case when exists (select from administrator where name = $2) then $3 else $2 end, $1, $4)
    on conflict (subject) do update set role = excluded.role
    returning name, disabled`,
};

/** Makes the account of whom a provider has sent, or gives it the role that he has there by now. @returns its name, and whether it is let in at all */
export async function admitAccount(
  tx: Queryable,
  { subject, name, otherName, role }: ProviderAccount,
): Promise<{ readonly name: string; readonly disabled: boolean } | undefined> {
  return (await tx.run<{ name: string; disabled: boolean }>(admit, [subject, name, otherName, role]))[0];
}

const endOthers = {
  name: 'end-sessions-of-other-settings',
  text: 'delete from admin_session where admitted_by is distinct from $1 and admitted_by is not null',
};

/** Ends the sessions that a provider let in by other settings than these; by none: all that any let in. */
export async function endSessionsOfOtherSettings(db: Queryable, settings: string | undefined): Promise<void> {
  await db.run(endOthers, [settings ?? null]);
}
