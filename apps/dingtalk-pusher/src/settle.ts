import type { ConnectionId, Lane } from '#common';
import { endingWhenAbsent, retry, waiting } from '#provisioning';
import type { Change, Ending, Plan } from '#provisioning';
import type { Links, LinkSituation } from '#store';
import { claimsOf } from './applied.js';
import { closing } from './closing.js';
import { keysOf } from './finish.js';
import type { Write } from './finish.js';
import type { Result } from './result.js';

/** Until whoever is just asking DingTalk has its answer. */
const askedByOtherMs = 300;

/** A change that was not refused. */
interface Settled {
  readonly connectionId: ConnectionId;
  readonly links: Links;
  readonly write: Write;
  readonly plan: Plan;
  readonly change: Change;
  readonly read: LinkSituation;
  readonly result: Result;
}

/** What came of a change that was not refused. */
export async function settle(settled: Settled): Promise<readonly Lane[]> {
  const { connectionId, links, write, plan, change, read, result } = settled;
  const event = change.kind;
  const before = read.applied;
  switch (result.kind) {
    case 'done': {
      const { externalId, applied, fields, foreignDepartments, sighting } = result;
      return write(plan.ending, {
        applied,
        noted: { event, fields, before, after: applied },
        keep: keysOf(plan),
        ...closing(read, plan.ending),
        ...(externalId ? { externalId } : {}),
        ...(foreignDepartments ? { foreignDepartments } : {}),
        ...(sighting ? { sighting } : {}),
      });
    }
    case 'members': {
      const { joined, left, refused } = result;
      const ending = endingOfMembers(plan.ending, change, result);
      return write(ending, {
        // What it shows is as before, but was written just now: a reading that began earlier saw less.
        ...(read.applied === null ? {} : { applied: { fields: read.applied, departmentIds: [] } }),
        members: { joined, left },
        ...(refused.length > 0 ? { doubted: refused } : {}),
        noted: { event, fields: ['members'] },
        keep: keysOf(plan),
        ...closing(read, ending),
        // One batch of many is no try that has failed.
        uncounted: true,
      });
    }
    case 'switched':
      return write(plan.ending, {
        disabled: result.disabled,
        noted: { event },
        keep: keysOf(plan),
        ...closing(read, plan.ending),
      });
    case 'learned':
      return write(plan.ending, { uncounted: true });
    case 'asked':
      return write(retry(read.presence, askedByOtherMs), { uncounted: true });
    case 'found': {
      const { externalId, applied } = result;
      // Two Links never have one account, whatever DingTalk answers.
      if (externalId !== read.externalId && (await links.isLinked(read.kind, externalId, read.id))) {
        if (result.adopted && read.adopting) return notAdopted(write, event, 'taken');
        return write(endingWhenAbsent(change, lookedAt(read), read.now));
      }
      const claims = claimsOf(connectionId, read.kind, applied);
      // What is there may differ from what is desired: look again at once.
      return write(retry(read.presence === 'leaving' ? 'leaving' : 'present', 0), {
        applied,
        externalId,
        ...(result.foreignDepartments ? { foreignDepartments: result.foreignDepartments } : {}),
        ...(result.sighting ? { sighting: result.sighting } : {}),
        ...(result.adopted ? { adopted: true } : {}),
        ...(read.adopting ? { adoption: 'adopted' as const } : {}),
        // Nobody else may be promised what this one turns out to have; what it turns out not to have is free.
        hold: claims,
        keep: claims,
        noted: { event, before, after: applied },
        observed: change.kind === 'findAccount',
        ...(result.members ? { members: { shown: result.members } } : {}),
      });
    }
    case 'notAdopted':
      return notAdopted(write, event, result.why);
    case 'absent': {
      const ending = endingWhenAbsent(change, lookedAt(read), read.now);
      if (ending.outcome === 'waiting') return write(ending);
      return write(ending, { applied: null, ...(ending.outcome === 'converged' ? { keep: [] } : {}) });
    }
  }
}

/** Whom DingTalk did not know is waited for until he was looked at; the others go on meanwhile. */
function endingOfMembers(
  planned: Ending,
  { kind }: Change,
  { joined, refused }: Extract<Result, { readonly kind: 'members' }>,
): Ending {
  if (kind !== 'addRoleMembers' || refused.length === 0) return planned;
  return planned.outcome === 'retry' && joined.length > 0 ? planned : waiting('present', 'members');
}

/** What somebody approved is not to be had: the Link goes on as if nobody had. */
const notAdopted = (write: Write, event: Change['kind'], why: 'absent' | 'changed' | 'taken') =>
  write(retry('none', 0), { adoption: 'moved', noted: { event: `${event}.${why}` } });

const lookedAt = ({ presence, invitedFrom }: LinkSituation) => ({
  presence,
  ...(invitedFrom === null ? {} : { invitedFrom }),
});
