import { EMPTY } from 'rxjs';
import type { ConnectionId, Lane } from '#common';
import { PaceExhausted, Tokens, Transport } from '#dingtalk';
import type { DingTalkClient, Pace } from '#dingtalk';
import { Bells } from '#queue';
import type { Logger } from '#runtime';
import type { Connection, Store } from '#store';
import { Clients } from '../../apps/dingtalk-pusher/src/clients.js';
import { Drain } from '../../apps/dingtalk-pusher/src/drain.js';
import { Metrics } from '../../apps/dingtalk-pusher/src/metrics.js';
import { PostgresTokenStore } from '../../apps/dingtalk-pusher/src/token-store.js';

/** When a process ends in the middle: before its n-th call leaves, or after its answer has arrived. */
export interface Death {
  readonly call: number;
  readonly moment: 'before' | 'after';
}

const never = () => new Promise<never>(() => undefined);

/** The wire of a process that may end: what comes after its death never happens. */
class MortalTransport extends Transport {
  private calls = 0;
  private dead = false;
  private tellDeath: () => void = () => undefined;
  readonly died = new Promise<void>((resolve) => (this.tellDeath = resolve));

  constructor(private readonly death: Death | undefined) {
    super();
  }

  override async send(call: Parameters<Transport['send']>[0]): ReturnType<Transport['send']> {
    this.calls += 1;
    const { death } = this;
    const last = death !== undefined && this.calls === death.call;
    if (this.dead || (last && death.moment === 'before')) return this.die();
    const answer = await super.send(call);
    return last ? this.die() : answer;
  }

  private die(): Promise<never> {
    this.dead = true;
    this.tellDeath();
    return never();
  }
}

/** Calls as soon as it can: rates are another test's. */
const instant: Pace = {
  slot: () => Promise.resolve(),
  penalise: () => Promise.resolve(),
  penaliseApp: () => Promise.resolve(),
  penaliseAddress: () => Promise.reject(new PaceExhausted(0)),
};

/** A pusher of one process: drains a lane when it is told to, and may die on the way. */
export class Pusher {
  private readonly transport: MortalTransport;
  private readonly clients: Clients;
  private readonly drains: Drain;

  constructor(store: Store, logger: Logger, death?: Death) {
    this.transport = new MortalTransport(death);
    const tokens = new Tokens(this.transport, new PostgresTokenStore(store.database, store.sealer), instant);
    const metrics = new Metrics(store.database);
    this.clients = new Clients(
      { transport: this.transport, tokens, pace: { of: () => instant } },
      metrics,
      store.connections,
      { call: () => undefined },
    );
    // Nobody listens: a history rings its own bells.
    const silent = new Bells({ emit: () => EMPTY });
    this.drains = new Drain(store, this.clients, silent, logger);
  }

  /** @returns how many Links were brought to an end; undefined when the process died meanwhile */
  async drain(connectionId: ConnectionId, lane: Lane): Promise<number | undefined> {
    const drained = this.drains.run({ v: 1, connectionId, lane }, () => Promise.resolve());
    const done = await Promise.race([drained, this.transport.died.then(() => undefined)]);
    return done?.reconciled;
  }

  /** For what is asked for by itself. */
  clientOf(connection: Connection): DingTalkClient {
    return this.clients.of(connection, 'task');
  }

  async close(): Promise<void> {
    await this.transport.close();
  }
}
