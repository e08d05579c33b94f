import { Transport } from '#dingtalk';
import { buildServer } from '../../../apps/dingtalk-simulator/src/server.js';
import { World } from '../../../apps/dingtalk-simulator/src/world.js';
import type { VirtualTime } from '../../support/virtual-time.js';

const answerMs = 10;
const host = 'simulator.test';

/** What a call comes to. */
export interface SimulatedApp {
  readonly org: string;
  readonly appKey: string;
  readonly appSecret: string;
}

/** The simulator in this process, whole, on virtual time: calls reach it by an uneven network instead of a socket. */
export class SimulatedTransport extends Transport {
  readonly url = `http://${host}`;
  private readonly world = new World(1);
  private readonly server = buildServer(this.world);
  private lastAnswerAt = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly startedAt: number,
    /** One way, in milliseconds. */
    private readonly network: () => number,
  ) {
    super();
    this.world.clock.stop(startedAt);
  }

  override async send(call: Parameters<Transport['send']>[0]): ReturnType<Transport['send']> {
    await this.time.sleep(this.network());
    this.world.clock.advance(this.startedAt + this.time.now() - this.world.clock.now());
    const { status, text } = await this.time.stand(this.ask(call));
    await this.time.sleep(answerMs + this.network());
    this.lastAnswerAt = this.time.now();
    return { status, body: JSON.parse(text) as Readonly<Record<string, unknown>>, page: false };
  }

  /** When the last answer of all was back, in virtual milliseconds. */
  get endedAt(): number {
    return this.lastAnswerAt;
  }

  /** How often each path answered each code. */
  get calls(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return this.world.log.calls();
  }

  /** An organisation whose app may make so many calls a second on one API. */
  async organisation(qps: number): Promise<SimulatedApp> {
    const { text } = await this.ask({
      method: 'POST',
      url: new URL('/__sim/org', this.url),
      body: { name: 'First sync', qps },
    });
    return JSON.parse(text) as SimulatedApp;
  }

  /** How many accounts and departments an organisation has, its root not counted. */
  sizeOf(org: string): { readonly people: number; readonly departments: number } {
    const { users, departments } = this.world.organisations.get(org) ?? {};
    return { people: users?.size ?? 0, departments: (departments?.size ?? 1) - 1 };
  }

  override async close(): Promise<void> {
    await this.server.close();
    await super.close();
  }

  private async ask({
    method,
    url,
    headers,
    body,
  }: Parameters<Transport['send']>[0]): Promise<{ readonly status: number; readonly text: string }> {
    const { statusCode, body: text } = await this.server.inject({
      method,
      url: url.pathname + url.search,
      headers: {
        host,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    });
    return { status: statusCode, text };
  }
}
