import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { openCalls } from './dingtalk-call.js';
import { eventually } from './eventually.js';
import { startSimulator } from './simulator.js';
import type { SimulatedApp, Simulator } from './simulator.js';
import { openStream } from './stream-client.js';
import type { StreamClient } from './stream-client.js';

interface Seen {
  readonly counters: Readonly<Record<string, number>>;
  readonly open: number;
  readonly waiting: number;
}

/** An app of a simulator of its own, for each test a new one, and the Stream clients that listen to it. */
export class StreamScene {
  /** Closed after the test. */
  readonly opened: { readonly close: () => Promise<void> }[] = [];
  private people = 0;

  private constructor(
    readonly simulator: Simulator,
    readonly app: SimulatedApp,
    readonly call: Awaited<ReturnType<typeof openCalls>>,
  ) {}

  /** @param seed of the simulator's chance, which begins anew with all it holds */
  static async open(simulator: Simulator, seed = 7): Promise<StreamScene> {
    await simulator.post('/__sim/reset', { seed });
    const app = await simulator.newApp();
    return new StreamScene(simulator, app, await openCalls(simulator.url, app));
  }

  async seen(): Promise<Seen> {
    const response = await fetch(`${this.simulator.url}/__sim/events?appKey=${this.app.appKey}`);
    return (await response.json()) as Seen;
  }

  counted(counters: Readonly<Record<string, number>>): Promise<unknown> {
    return eventually(`counters ${JSON.stringify(counters)}`, async () => {
      const found = (await this.seen()).counters;
      return Object.entries(counters).every(([name, value]) => found[name] === value);
    });
  }

  set(variants: object): Promise<unknown> {
    return this.simulator.post('/__sim/events/variants', variants);
  }

  advance(ms: number): Promise<unknown> {
    return this.simulator.post('/__sim/clock/advance', { ms });
  }

  async connect(subscriptions?: readonly object[]): Promise<StreamClient> {
    const client = await openStream(this.simulator.url, this.app, subscriptions);
    this.opened.push(client);
    return client;
  }

  async hire(userid: string, more: object = {}): Promise<void> {
    this.people += 1;
    const mobile = `1380000${String(this.people).padStart(4, '0')}`;
    const person = { userid, name: userid, mobile, dept_id_list: '1', ...more };
    expect(await this.call('/topapi/v2/user/create', person)).toMatchObject({ errcode: 0 });
  }
}

/** Opens such a scene before each test of the file, and closes its clients after it. */
export function withStreams(given: (scene: StreamScene) => void): void {
  let simulator: Simulator;
  let scene: StreamScene;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());
  beforeEach(async () => {
    scene = await StreamScene.open(simulator);
    given(scene);
  });
  afterEach(async () => {
    for (const client of scene.opened) await client.close();
  });
}
