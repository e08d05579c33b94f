import { send } from '../support/clients.js';
import type { SimulatedState, SimulatorClient } from '../support/simulator-client.js';

/** A hundred thousand people take a busy machine longer than any request of a test. */
const patienceMs = 600_000;
const json = { 'content-type': 'application/json' };

/** Fills a simulated organisation with people and departments. */
export async function fillLargeCompany(
  { url }: SimulatorClient,
  org: string,
  { people, departments }: { readonly people: number; readonly departments: number },
): Promise<void> {
  const size = { org, people, departments };
  const { status } = await send('POST', `${url}/__sim/large-company`, json, size, patienceMs);
  if (status !== 200) throw new Error(`the simulator answered ${String(status)}`);
}

/** Everybody in it. */
export async function stateOfLargeCompany({ url }: SimulatorClient, org: string): Promise<SimulatedState> {
  return (await send<SimulatedState>('GET', `${url}/__sim/state?org=${org}`, {}, undefined, patienceMs)).body;
}
