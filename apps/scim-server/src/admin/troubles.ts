import type { Lane } from '#common';
import { grantLink } from '#dingtalk';
import type { Gate } from '#provisioning';
import type { Connection, ConnectionTroubles, LaneTrouble, Quarantine } from '#store';

/** What stands in a connection's way, as the console's banner and whoever asks by script are told. */
export interface ToldTroubles {
  /** null: the connection is not stopped as a whole. */
  readonly quarantine: ToldQuarantine | null;
  readonly lanes: readonly ToldLane[];
}

/** The whole connection is stopped; SCIM is written meanwhile, and everything stays due. */
export interface ToldQuarantine {
  readonly reason: Quarantine['reason'];
  /** DingTalk's own. */
  readonly code: string | null;
  /** The address that DingTalk does not let in. */
  readonly address: string | null;
  readonly since: string | null;
  /** When it is tried next whether that is over. */
  readonly nextProbeAt: string | null;
  readonly failedProbes: number;
}

/** A lane, or a kind of create, that rests; all others go on. */
export interface ToldLane {
  readonly lane: Lane | Gate;
  readonly reason: 'pace' | 'throttled' | 'unreachable' | 'refused';
  /** The permission point that is missing. */
  readonly permission: string | null;
  /** DingTalk's own, where what is refused is no permission: the headcount, the quota of the month. */
  readonly code: string | null;
  /** Where the permission is granted. */
  readonly grantLink: string | null;
  readonly since: string | null;
  /** When one call tries it next. */
  readonly nextProbeAt: string | null;
  readonly failures: number;
}

/** Tells what the store knows, with what mends it. */
export function tellTroubles(
  connection: Pick<Connection, 'appKey' | 'oapiBase'>,
  { quarantine, lanes }: ConnectionTroubles,
): ToldTroubles {
  return {
    quarantine: quarantine ? toldQuarantine(quarantine) : null,
    lanes: lanes.map((lane) => toldLane(connection, lane)),
  };
}

function toldQuarantine({
  reason,
  code,
  address,
  since,
  nextProbeAt,
  failedProbes,
}: Quarantine): ToldQuarantine {
  return { reason, code, address, since: timeOf(since), nextProbeAt: timeOf(nextProbeAt), failedProbes };
}

/** The pusher writes a word, or `refused:` and the permission or code that DingTalk named. */
function toldLane(
  { appKey, oapiBase }: Pick<Connection, 'appKey' | 'oapiBase'>,
  { lane, reason, since, nextProbeAt, failures }: LaneTrouble,
): ToldLane {
  const refused = /^refused:(.*)$/.exec(reason)?.[1];
  const isCode = refused !== undefined && /^-?\d+$/.test(refused);
  const permission = refused === undefined || isCode ? null : refused;
  // Where the international edition grants permissions is not known.
  const linked = permission !== null && !new URL(oapiBase).hostname.endsWith('.dingtalk.io');
  return {
    lane,
    reason: refused === undefined ? (plainReasons.find((one) => one === reason) ?? 'unreachable') : 'refused',
    permission,
    code: isCode ? refused : null,
    grantLink: linked ? grantLink(appKey, permission) : null,
    since: timeOf(since),
    nextProbeAt: timeOf(nextProbeAt),
    failures,
  };
}

const plainReasons = ['pace', 'throttled', 'unreachable'] as const;

const timeOf = (at: Date | null) => at?.toISOString() ?? null;
