import type { endpoints, Told } from '#admin-api';
import { grantLink } from '#dingtalk';
import type { Connection, ConnectionTroubles, LaneTrouble } from '#store';

/** What stands in a connection's way, as the console's banner and whoever asks by script are told. */
type ToldTroubles = Told<typeof endpoints.troubles.read>;

/** Tells what the store knows, with what mends it. */
export function tellTroubles(
  connection: Pick<Connection, 'appKey' | 'oapiBase'>,
  { quarantine, lanes }: ConnectionTroubles,
): ToldTroubles {
  return {
    quarantine: quarantine ?? null,
    lanes: lanes.map((lane) => toldLane(connection, lane)),
  };
}

/** The pusher writes a word, or `refused:` and the permission or code that DingTalk named. */
function toldLane(
  { appKey, oapiBase }: Pick<Connection, 'appKey' | 'oapiBase'>,
  { lane, reason, since, nextProbeAt, failures }: LaneTrouble,
): ToldTroubles['lanes'][number] {
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
    since,
    nextProbeAt,
    failures,
  };
}

const plainReasons = ['pace', 'throttled', 'unreachable'] as const;
