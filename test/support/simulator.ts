import type { AddressInfo } from 'node:net';
import { DingTalkClient, Tokens, Transport } from '#dingtalk';
import type { AppAt, CallObserver, Credentials, Pace, TokenStore } from '#dingtalk';
import type { Fault } from '../../apps/dingtalk-simulator/src/fault.js';
import type { LogEntry } from '../../apps/dingtalk-simulator/src/request-log.js';
import { buildServer } from '../../apps/dingtalk-simulator/src/server.js';
import { World } from '../../apps/dingtalk-simulator/src/world.js';

/** An app of a fresh organisation. */
export interface SimulatedApp {
  readonly org: string;
  readonly appKey: string;
  readonly appSecret: string;
}

/** The simulator, asked over HTTP like the real thing. */
export interface Simulator {
  readonly url: string;
  readonly world: World;
  readonly newApp: (qps?: number) => Promise<SimulatedApp>;
  readonly fault: (fault: Omit<Fault, 'times'> & { readonly times?: number }) => Promise<void>;
  /** What an organisation was asked, in order, with the bodies. */
  readonly log: (org: string) => Promise<readonly LogEntry[]>;
  readonly post: (path: string, body: object) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export async function startSimulator(): Promise<Simulator> {
  const world = new World(1);
  const server = buildServer(world);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return (await fetch(`${url}${path}`, body ? post : {})).json();
  };
  return {
    url,
    world,
    newApp: async (qps = 10_000) => (await ask('/__sim/org', { qps })) as SimulatedApp,
    fault: async (fault) => {
      await ask('/__sim/faults', fault);
    },
    log: async (org) => (await ask(`/__sim/log?org=${org}&bodies=1`)) as LogEntry[],
    post: ask,
    close: async () => {
      await sharedTransport.close();
      await server.close();
    },
  };
}

/** Lets every call through at once; notes penalties. */
export class FreePace implements Pace {
  readonly penalties: { readonly api: string; readonly waitMs: number }[] = [];
  readonly bans: number[] = [];
  readonly silenced: number[] = [];

  slot(): Promise<void> {
    return Promise.resolve();
  }

  penalise(_app: AppAt, api: string, waitMs: number): Promise<void> {
    this.penalties.push({ api, waitMs });
    return Promise.resolve();
  }

  penaliseApp(_app: AppAt, waitMs: number): Promise<void> {
    this.silenced.push(waitMs);
    return Promise.resolve();
  }

  penaliseAddress(waitMs: number): Promise<void> {
    this.bans.push(waitMs);
    return Promise.resolve();
  }
}

/** Keeps tokens of one process, as a store of several would. */
export class MemoryTokenStore implements TokenStore {
  private readonly kept = new Map<string, { readonly token: string; readonly until: number }>();
  private readonly leading = new Set<string>();

  constructor(private readonly now: () => number = () => Date.now()) {}

  read(app: AppAt): ReturnType<TokenStore['read']> {
    const kept = this.kept.get(app.appKey);
    return Promise.resolve(kept && { token: kept.token, validMs: kept.until - this.now() });
  }

  lead(app: AppAt): Promise<boolean> {
    const first = !this.leading.has(app.appKey);
    this.leading.add(app.appKey);
    return Promise.resolve(first);
  }

  save(app: AppAt, token: string, validMs: number): Promise<void> {
    this.kept.set(app.appKey, { token, until: this.now() + validMs });
    return this.abandon(app);
  }

  abandon(app: AppAt): Promise<void> {
    this.leading.delete(app.appKey);
    return Promise.resolve();
  }
}

/** Of one test file; closed with its simulator. */
const sharedTransport = new Transport();

/** A client of an app, and what it is made of. */
export interface Parts {
  readonly transport?: Transport;
  readonly store?: TokenStore;
  readonly pace?: Pace;
  readonly observe?: CallObserver;
}

export function credentialsOf(url: string, { appKey, appSecret }: SimulatedApp): Credentials {
  return { app: { baseUrl: url, appKey }, appSecret: () => Promise.resolve(appSecret) };
}

/** A client with ports that stay out of the way, save those a test is about. */
export function openClient(url: string, app: SimulatedApp, parts: Parts = {}): DingTalkClient {
  const { transport = sharedTransport, store = new MemoryTokenStore(), pace = new FreePace() } = parts;
  const tokens = new Tokens(transport, store, pace);
  return new DingTalkClient(
    { transport, tokens, pace, observe: parts.observe ?? (() => undefined) },
    credentialsOf(url, app),
  );
}
