import { memberKey, presenceKey } from '../identity.js';
import type { HeadReference } from '../plan/situation.js';

/** Who heads a department now, and who is to as soon as he can. */
export interface Heads {
  /** userids, ascending. */
  readonly ready: readonly string[];
  /** The key that wakes the department for the next of them. */
  readonly awaits?: string;
}

/** DingTalk takes as a head only who lies in the department already (fact sheet 2.2). */
export function headsOf(named: readonly HeadReference[], departmentId: number | undefined): Heads {
  const ready = named.filter(({ presence, member }) => presence === 'present' && member);
  const next = named.find((head) => !ready.includes(head));
  const awaits =
    next && departmentId !== undefined && next.presence === 'present'
      ? memberKey(departmentId, next.resourceId)
      : next && presenceKey(next.resourceId);
  return {
    ready: ready.map(({ externalId = '' }) => externalId).sort(),
    ...(awaits === undefined ? {} : { awaits }),
  };
}
