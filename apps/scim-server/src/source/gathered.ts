import type { Runs } from '#store';

/** Well within the time after which a run counts as complete that nobody speaks of. */
const joinEveryMs = 60_000;

/**
 * Writes as one Run: nothing of it is carried out in DingTalk before all is written, planned whole, and held or let go.
 * What was written before somebody ended it is planned too.
 */
export async function gathered(runs: Runs, requestedBy: string, write: () => Promise<void>): Promise<void> {
  const id = await runs.begin('pull', requestedBy);
  const joining = setInterval(() => {
    // One that is missed is made up for by the next.
    runs.join(id).catch(() => undefined);
  }, joinEveryMs);
  try {
    await write();
  } finally {
    clearInterval(joining);
    await runs.close(id);
  }
}
