import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { withLock } from '#embedded-postgres';
import { ConfigurationError, readEnv } from '#runtime';
import { configSchema } from './config.js';
import { openDatabase } from './database.js';
import { banner, earlierDemo, enterSource, isTaken, makeConnection, untilShown, writeDemo } from './demo.js';
import type { Demo } from './demo.js';
import { demandFreePorts, PortBusy } from './ports.js';
import { localSecrets } from './secrets.js';
import { Service } from './service.js';

const print = (line: string) => process.stdout.write(`${line}\n`);
const entryOf = (app: string) => path.resolve(import.meta.dirname, `../../${app}/src/main.js`);
const adminUser = 'admin';

/** What was started, in order; it is stopped the other way round. */
const started: (() => Promise<void>)[] = [];
const state = { stopping: false };

async function stop(code: number): Promise<void> {
  if (state.stopping) return;
  state.stopping = true;
  for (const stopOne of started.reverse()) await stopOne().catch(() => (code = 1));
  process.exit(code);
}

/** Starts the whole bridge on this machine: Postgres, a simulated DingTalk, the server, one pusher. */
async function start(): Promise<void> {
  const { PORT: port, DATA_DIR: dataDir, DATABASE_URL: given } = readEnv(configSchema);
  const home = path.resolve(dataDir);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const secrets = await withLock(path.join(home, 'start.lock'), 30_000, () =>
    Promise.resolve(localSecrets(home)),
  );
  await demandFreePorts({ 'SCIM server': port, simulator: port + 1, "pusher's health": port + 2 });

  const opening = openDatabase(home, given);
  // Whoever stops meanwhile waits for it: a server that is just starting is stopped too.
  started.push(async () => (await opening).stop());
  const database = await opening;
  const origin = `http://127.0.0.1:${String(port)}`;
  const simulatorUrl = `http://127.0.0.1:${String(port + 1)}`;
  const shared = {
    DATABASE_URL: database.url,
    SEALING_KEYS: secrets.sealingKeys,
    // The simulated DingTalk is on this machine.
    ALLOW_PRIVATE_TARGETS: process.env.ALLOW_PRIVATE_TARGETS ?? 'loopback',
  };
  const admin = { ADMIN_USER: adminUser, ADMIN_PASSWORD: secrets.adminPassword };
  const world = path.join(home, 'simulator.json');
  await Promise.all([
    run('dingtalk-simulator', {
      DINGTALK_SIMULATOR: 'demo',
      SIMULATOR_PORT: String(port + 1),
      SIMULATOR_STATE: world,
    }),
    run('scim-server', { ...shared, ...admin, PORT: String(port), SIMULATOR_URL: simulatorUrl }),
    run('dingtalk-pusher', { ...shared, HEALTH_PORT: String(port + 2) }),
  ]);

  const scimUrl = `${origin}/scim/v2`;
  const file = path.join(home, 'demo.json');
  const env = {
    BRIDGE_URL: origin,
    BRIDGE_USER: adminUser,
    BRIDGE_PASSWORD: secrets.adminPassword,
    SIMULATOR_URL: simulatorUrl,
  };
  const earlier = earlierDemo(file);
  const token =
    earlier.scimToken !== undefined && (await isTaken(earlier.scimToken, scimUrl))
      ? earlier.scimToken
      : (await makeConnection('demo', entryOf('cli'), env)).scimToken;
  const mirror =
    earlier.mirror && (await isTaken(earlier.mirror.scimToken, scimUrl))
      ? earlier.mirror
      : await makeConnection('mirror', entryOf('cli'), env);
  const known =
    earlier.source && earlier.scimToken === token && (await isTaken(earlier.source.scimToken, scimUrl));
  const source = known
    ? earlier.source
    : { ...(await makeConnection('source', entryOf('cli'), env)), sourceUrl: scimUrl };
  if (!known) await enterSource(source.connectionId, { baseUrl: scimUrl, token }, entryOf('cli'), env);
  await untilShown(mirror, scimUrl);
  const demo: Demo = {
    scimUrl,
    scimToken: token,
    consoleUrl: `${origin}/console`,
    adminUser,
    adminPassword: secrets.adminPassword,
    boardUrl: `${origin}/queues`,
    simulatorUrl,
    mirror,
    source,
    pid: process.pid,
  };
  writeDemo(file, demo);
  print(banner(demo));
}

async function run(name: string, env: Readonly<Record<string, string>>): Promise<void> {
  if (state.stopping) throw new Error('stopped while starting');
  const service = new Service({ name, entry: entryOf(name), env }, print);
  started.push(() => service.stop());
  await service.start();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
if (process.send) process.on('disconnect', () => void stop(0));

try {
  await start();
} catch (error) {
  // A stop while starting makes the start fail; that is no news.
  if (!state.stopping) {
    const expected = error instanceof PortBusy || error instanceof ConfigurationError;
    process.stderr.write(`${error instanceof Error ? error.message : 'The bridge did not start.'}\n`);
    if (!expected && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    await stop(1);
  }
}
