import type { Bench } from './bench.js';
import { fillLargeCompany } from './large-company.js';
import type { Line } from './line.js';
import { peakMegabytes } from './peak-memory.js';
import { startSimulatorProcess } from './simulator-process.js';

const people = 100_000;
const departments = 2_000;

/** Whether the simulator holds the largest company the product is made for. */
export const simulatorLoad: Bench = {
  name: 'simulator-load',
  about: '100,000 people and 2,000 departments loaded: seconds and memory',
  run: async (site) => {
    const { client, pid } = await startSimulatorProcess(site);
    const { org } = await client.organisation('large');
    const started = performance.now();
    await fillLargeCompany(client, org, { people, departments });
    const seconds = (performance.now() - started) / 1_000;
    return [
      {
        kind: 'measured',
        bench: 'simulator, 100,000 people and 2,000 departments: load',
        ours: { value: seconds, unit: 's' },
        target: { of: 'ours', at: 'most', value: 10 },
      },
      memory(pid),
    ];
  },
};

/** The most it ever had resident, loading included. */
function memory(pid: number): Line {
  const bench = 'simulator, 100,000 people and 2,000 departments: memory';
  if (process.platform !== 'linux')
    return { kind: 'skipped', bench, reason: 'read from /proc on Linux only' };
  return {
    kind: 'measured',
    bench,
    ours: { value: peakMegabytes(pid), unit: 'MB' },
    target: { of: 'ours', at: 'most', value: 400 },
  };
}
