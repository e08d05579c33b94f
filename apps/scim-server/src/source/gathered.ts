import type { Runs } from '#store';

/** Well within the time after which a run counts as complete that nobody speaks of. */
const joinEveryMs = 60_000;

/**
 * Writes as one Run: nothing of it is carried out in DingTalk before all is written, planned whole, and held or let go.
 * What was written before somebody ended it is planned too. What is written to its end by another process is of the Run
 * that the first has begun: until that is closed, nothing else of the connection is carried out.
 */
export async function gathered(runs: Runs, requestedBy: string, write: () => Promise<void>): Promise<void> {
  const left = await runs.left('pull', requestedBy);
  const goesOn = left !== undefined && (await runs.join(left));
  const id = goesOn ? left : await runs.begin('pull', requestedBy);
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

/** Has what was written be planned, where whoever wrote it has gone and nobody goes on with it. */
export async function closeLeft(runs: Runs, requestedBy: string): Promise<void> {
  const id = await runs.left('pull', requestedBy);
  if (id !== undefined) await runs.close(id);
}
