import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

/**
 * Why a connection is stopped as a whole; its rows are untouched meanwhile. `rootShared` is the store's own word: an
 * older connection writes the same organisation below the same root.
 */
export type QuarantineReason =
  'badCredentials' | 'ipNotAllowed' | 'appStopped' | 'permissionMissing' | 'rootShared';

/** What DingTalk refused the app with. */
export interface Refusal {
  readonly reason: QuarantineReason;
  /** DingTalk's own; absent: it was not DingTalk's word. */
  readonly code?: string;
  /** The address that the call came from, where DingTalk tells it. */
  readonly address?: string;
}

const begin = {
  name: 'begin-quarantine',
  // One that comes back soon after it was over has never been over: its probes go on growing rarer.
  text: `
    update connection
    set state = 'quarantined', state_reason = $2, quarantine_code = $3, quarantine_address = $4,
      quarantined_at = now(),
      probe_failures = case when healed_at > now() - interval '10 minutes' then probe_failures else 0 end,
      probe_at = now() + $5 * interval '1 millisecond'
    where id = $1 and state = 'active'
    returning probe_failures as failures`,
};

/**
 * Stops a connection as a whole; it is probed for the first time after `probeInMs`.
 *
 * @returns how often its probes have failed before, where it came back soon; undefined when it is stopped already
 */
export async function beginQuarantine(
  db: Queryable,
  id: ConnectionId,
  { reason, code, address }: Refusal,
  probeInMs: number,
): Promise<number | undefined> {
  const rows = await db.run<{ failures: number }>(begin, [
    id,
    reason,
    code ?? null,
    address ?? null,
    probeInMs,
  ]);
  return rows[0]?.failures;
}

const take = {
  name: 'take-quarantine-probes',
  text: `
    with picked as (
      select id from connection where state = 'quarantined' and probe_at <= now()
      order by probe_at limit $1 for no key update skip locked
    )
    update connection set probe_at = now() + $2 * interval '1 millisecond'
    from picked where connection.id = picked.id
    returning connection.id, connection.probe_failures as failures`,
};

/** A quarantine that this process is to look at. */
export interface TakenProbe {
  readonly id: ConnectionId;
  /** How often in a row it was found unchanged. */
  readonly failures: number;
}

/** Takes quarantines whose probe is due; who takes one has `leaseMs` before another does. */
export async function takeQuarantineProbes(
  db: Queryable,
  limit: number,
  leaseMs: number,
): Promise<readonly TakenProbe[]> {
  return db.run<TakenProbe>(take, [limit, leaseMs]);
}

const goOn = {
  name: 'go-on-with-quarantine',
  text: `
    update connection
    set probe_at = now() + $2 * interval '1 millisecond',
      probe_failures = probe_failures + case when $3::text is null then 0 else 1 end,
      state_reason = coalesce($3, state_reason), quarantine_code = case when $3::text is null then quarantine_code else $4 end,
      quarantine_address = case when $3::text is null then quarantine_address else $5 end
    where id = $1 and state = 'quarantined'`,
};

/** The app is refused still, maybe for another reason; without one nothing was learned. The next probe comes later. */
export async function goOnWithQuarantine(
  db: Queryable,
  id: ConnectionId,
  probeInMs: number,
  refusal?: Refusal,
): Promise<void> {
  const { reason = null, code = null, address = null } = refusal ?? {};
  await db.run(goOn, [id, probeInMs, reason, code, address]);
}

const end = {
  name: 'end-quarantine',
  text: `
    update connection
    set state = 'active', state_reason = null, quarantine_code = null, quarantine_address = null,
      quarantined_at = null, probe_at = null, healed_at = now()
    where id = $1 and state = 'quarantined'
    returning id`,
};

/** Lets a connection go on. @returns whether it was stopped */
export async function endQuarantine(db: Queryable, id: ConnectionId): Promise<boolean> {
  return (await db.run(end, [id])).length > 0;
}

const read = {
  name: 'read-quarantine',
  text: `
    select state_reason as reason, quarantine_code as code, quarantine_address as address, quarantined_at as since,
      probe_at as "nextProbeAt", probe_failures as "failedProbes"
    from connection where id = $1 and state = 'quarantined'`,
};

/** Why and since when a connection is stopped, and when it is tried next whether that is over. */
export interface Quarantine {
  readonly reason: QuarantineReason | null;
  readonly code: string | null;
  readonly address: string | null;
  readonly since: Date | null;
  readonly nextProbeAt: Date | null;
  readonly failedProbes: number;
}

export async function readQuarantine(db: Queryable, id: ConnectionId): Promise<Quarantine | undefined> {
  return (await db.run<Quarantine>(read, [id]))[0];
}
