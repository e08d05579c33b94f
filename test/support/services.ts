import path from 'node:path';
import { freePort } from '#embedded-postgres';
import { Bridge } from './bridge.js';
import type { Addresses } from './bridge.js';
import { Child } from './child.js';
import { sealingKeys } from './sealing-keys.js';
import { createTestDatabase } from './test-database.js';

const entryOf = (app: string) => path.resolve(import.meta.dirname, `../../apps/${app}/src/main.js`);

export interface ServicesOptions {
  /** How many pushers; one by default. */
  readonly pushers?: number;
  /** `redis://...`; by default the queue lives in the services' own Postgres. */
  readonly queueUrl?: string;
  /** More environment, by service. */
  readonly env?: Readonly<
    Partial<Record<'scim-server' | 'dingtalk-pusher' | 'dingtalk-simulator', Record<string, string>>>
  >;
  /** Instead of a fresh database: its owner drops it. */
  readonly databaseUrl?: string;
}

/**
 * The whole bridge as real processes: a simulator, a scim-server and pushers on free ports, over a database of
 * their own. Call stop(), whatever happens: a leaked child fails the run.
 */
export class Services {
  readonly pushers: Child[] = [];
  readonly bridge: Bridge;
  private readonly children: Child[] = [];
  private server: Child | undefined;

  private constructor(
    readonly addresses: Addresses,
    private readonly options: ServicesOptions,
    private readonly dropDatabase: () => Promise<void>,
  ) {
    this.bridge = new Bridge(addresses);
  }

  static async start(options: ServicesOptions = {}): Promise<Services> {
    const own = options.databaseUrl === undefined ? await createTestDatabase() : undefined;
    const [port, simulatorPort, ...healthPorts] = await freePorts(2 + (options.pushers ?? 1));
    const at = (number: number | undefined) => `http://127.0.0.1:${String(number)}`;
    const addresses: Addresses = {
      origin: at(port),
      simulatorUrl: at(simulatorPort),
      databaseUrl: options.databaseUrl ?? own?.url ?? '',
      pusherUrls: healthPorts.map(at),
      adminUser: 'admin',
      adminPassword: 'correct horse battery staple',
    };
    const services = new Services(addresses, options, own?.drop ?? (() => Promise.resolve()));
    const started = await Promise.allSettled([
      services.startSimulator(),
      services.startServer(),
      ...healthPorts.map((_, index) => services.startPusher(index)),
    ]);
    const failed = started.find((one) => one.status === 'rejected');
    if (failed) {
      await services.stop().catch(() => undefined);
      throw failed.reason;
    }
    return services;
  }

  /** Every line that any of the processes has written. */
  get lines(): readonly string[] {
    return this.children.flatMap(({ lines }) => lines);
  }

  get scimServer(): Child {
    if (!this.server) throw new Error('the scim-server was not started');
    return this.server;
  }

  /** Starts the scim-server; again, after it was killed. */
  async startServer(): Promise<Child> {
    this.server = await this.runServer(this.addresses.origin);
    return this.server;
  }

  /** Starts another scim-server beside the first. */
  async startReplica(): Promise<{ readonly server: Child; readonly bridge: Bridge }> {
    const origin = `http://127.0.0.1:${String(await freePort())}`;
    const server = await this.runServer(origin);
    return { server, bridge: new Bridge({ ...this.addresses, origin }) };
  }

  /** Starts a pusher; again, after it was killed. */
  async startPusher(index: number): Promise<Child> {
    const port = new URL(this.addresses.pusherUrls[index] ?? '').port;
    const pusher = await this.run('dingtalk-pusher', { ...this.shared(), HEALTH_PORT: port });
    this.pushers[index] = pusher;
    return pusher;
  }

  async stop(): Promise<void> {
    const late: unknown[] = [];
    // The pushers first: whoever takes requests goes before what answers them.
    const rank = ({ spec }: Child) => (spec.name === 'dingtalk-simulator' ? 1 : 0);
    for (const wanted of [0, 1]) {
      const stopped = await Promise.allSettled(
        this.children.filter((child) => rank(child) === wanted).map((child) => child.stop()),
      );
      for (const one of stopped) if (one.status === 'rejected') late.push(one.reason);
    }
    await this.dropDatabase();
    if (late.length > 0) throw new AggregateError(late, late.map(String).join('; '));
  }

  private async startSimulator(): Promise<void> {
    const port = new URL(this.addresses.simulatorUrl).port;
    const env = { DINGTALK_SIMULATOR: 'demo', SIMULATOR_PORT: port };
    await this.run('dingtalk-simulator', env);
  }

  private runServer(origin: string): Promise<Child> {
    const { adminUser, adminPassword, simulatorUrl } = this.addresses;
    return this.run('scim-server', {
      ...this.shared(),
      PORT: new URL(origin).port,
      ADMIN_USER: adminUser,
      ADMIN_PASSWORD: adminPassword,
      SIMULATOR_URL: simulatorUrl,
    });
  }

  private shared(): Record<string, string> {
    const { queueUrl } = this.options;
    return {
      DATABASE_URL: this.addresses.databaseUrl,
      SEALING_KEYS: sealingKeys,
      ALLOW_PRIVATE_TARGETS: 'loopback',
      ...(queueUrl === undefined ? {} : { QUEUE_URL: queueUrl }),
    };
  }

  private async run(
    name: 'scim-server' | 'dingtalk-pusher' | 'dingtalk-simulator',
    env: Readonly<Record<string, string>>,
  ): Promise<Child> {
    const child = await Child.start({
      name,
      command: process.execPath,
      args: ['--no-warnings', entryOf(name)],
      env: { ...env, ...this.options.env?.[name] },
      ipc: true,
    });
    this.children.push(child);
    return child;
  }
}

/** Ports that are free and all different. */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
