import { restoreWorld, saveWorld } from './persistence.js';
import { buildServer } from './server.js';
import { World } from './world.js';

const saveEveryMs = 200;

/** A DingTalk that is none: for the demo and for tests, never beside real data. */
async function main(): Promise<void> {
  if (process.env.DINGTALK_SIMULATOR !== 'demo') {
    process.stderr.write('The simulator runs in the demo only: set DINGTALK_SIMULATOR=demo.\n');
    process.exit(1);
  }
  const world = new World(Number(process.env.SIMULATOR_SEED ?? '1'));
  const file = process.env.SIMULATOR_STATE;
  if (file !== undefined) restoreWorld(world, file);
  const server = buildServer(world);
  const host = process.env.SIMULATOR_HOST ?? '127.0.0.1';
  const address = await server.listen({ port: Number(process.env.SIMULATOR_PORT ?? '3001'), host });
  const port = Number(new URL(address).port);
  process.stdout.write(`${JSON.stringify({ service: 'dingtalk-simulator', event: 'listening', port })}\n`);
  const save = () => {
    if (file !== undefined) saveWorld(world, file);
  };
  // A large company takes long to write: a tenth of the time may go into it.
  const keepSaving = () => {
    const started = performance.now();
    if (world.takeChanged()) save();
    saving = setTimeout(keepSaving, Math.max(saveEveryMs, 9 * (performance.now() - started)));
  };
  let saving = setTimeout(keepSaving, saveEveryMs);
  const stop = () => {
    clearTimeout(saving);
    // Always: an acknowledgement changes what is owed, and is no call.
    save();
    setTimeout(() => process.exit(1), 3_000).unref();
    void server.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (process.send) process.on('disconnect', stop);
  process.send?.({ ready: true });
}

await main();
