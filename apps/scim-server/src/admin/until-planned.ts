import { setTimeout as sleep } from 'node:timers/promises';
import type { Runs } from '#store';

const lookEveryMs = 100;
/** How long somebody waits for a plan before being told that it is still being made. */
const withinMs = 20_000;

/** Waits until a run is planned, for a while. */
export async function untilPlanned(runs: Runs, id: string): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if ((await runs.read(id))?.state !== 'planning') return;
    await sleep(lookEveryMs);
  }
}
