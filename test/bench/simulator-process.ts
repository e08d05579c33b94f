import path from 'node:path';
import { Child } from '../support/child.js';
import { SimulatorClient } from '../support/simulator-client.js';
import type { BenchSite } from './bench-site.js';

const entry = path.resolve(import.meta.dirname, '../../apps/dingtalk-simulator/src/main.js');

/** A simulator of a bench's own, as a process; ended with the bench. */
export async function startSimulatorProcess(
  site: BenchSite,
): Promise<{ readonly client: SimulatorClient; readonly pid: number }> {
  const child = await Child.start({
    name: 'dingtalk-simulator',
    command: process.execPath,
    args: ['--no-warnings', entry],
    env: { DINGTALK_SIMULATOR: 'demo', SIMULATOR_PORT: '0' },
    ipc: true,
  });
  site.keep(child, (started) => started.stop());
  const listening = child.lines.find((line) => line.includes('"listening"'));
  if (listening === undefined) throw new Error('the simulator does not say where it listens');
  const { port } = JSON.parse(listening) as { readonly port: number };
  return { client: new SimulatorClient(`http://127.0.0.1:${port}`), pid: child.pid };
}
