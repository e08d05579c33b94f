import type { ConnectionId, Lane } from '#common';
import { lanes } from '#common';
import type { Logger } from '#runtime';
import type { Store } from '#store';
import type { Tenant } from '../support/bridge.js';
import { lookForDrift } from '../../apps/dingtalk-pusher/src/drift/look-for-drift.js';
import { RunPlanner } from '../../apps/dingtalk-pusher/src/run/planner.js';
import { troubleOf } from '../../apps/dingtalk-pusher/src/trouble.js';
import type { Administrator } from './administrator.js';
import type { Clock } from './clock.js';
import { Pusher } from './pusher.js';
import type { Death } from './pusher.js';

/** What all histories of a run share. */
export interface Rig {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The bridge's part of a history: it works when it is told to, and time passes when it is told to. */
export class Engine {
  private readonly pusher: Pusher;
  private readonly planner: RunPlanner;
  private readonly mortals: Pusher[] = [];

  constructor(
    private readonly rig: Rig,
    private readonly tenant: Tenant,
    private readonly administrator: Administrator,
  ) {
    this.planner = new RunPlanner(rig.store, rig.logger);
    this.pusher = new Pusher(rig.store, rig.logger);
  }

  private get connectionId(): ConnectionId {
    return this.tenant.connectionId as ConnectionId;
  }

  /** @param death of the process that hears the bell, in the middle of what it does */
  async ring(lane: Lane, death?: Death): Promise<void> {
    const { store, logger } = this.rig;
    if (!death) {
      await this.pusher.drain(this.connectionId, lane);
      return;
    }
    const mortal = new Pusher(store, logger, death);
    this.mortals.push(mortal);
    await mortal.drain(this.connectionId, lane);
  }

  async plan(): Promise<void> {
    await this.planner.work();
  }

  async pass(ms: number): Promise<void> {
    await this.rig.clock.advance(this.tenant.connectionId, ms);
  }

  /** Reads DingTalk, and has mended what differs. @returns whether it could be read: what goes wrong may go wrong here too */
  async lookForDrift(): Promise<boolean> {
    const connection = await this.rig.store.connections.find(this.connectionId);
    if (!connection) throw new Error('the connection is gone');
    const [requestedBy, store] = ['admin:history', this.rig.store.of(this.connectionId, 'admin:history')];
    const client = this.pusher.clientOf(connection);
    try {
      await lookForDrift({ connection, store, client, requestedBy, repair: true });
      return true;
    } catch (error) {
      if (troubleOf(error, 0) === undefined) throw error;
      return false;
    }
  }

  /** Everything is looked at once more, as after a change of the settings. */
  async lookAtAll(): Promise<void> {
    await this.rig.clock.allDue(this.tenant.connectionId);
    await this.catchUp();
  }

  /** Nothing new goes wrong, and time passes until nothing is left to do. */
  async settle(): Promise<void> {
    const spans = [700, 6_000, 61_000, 301_000, 700, 11 * 60_000, 6_000, 3_700_000, 25 * 3_600_000];
    for (const span of [...spans, ...Array.from({ length: 4 }, () => 25 * 3_600_000)]) {
      await this.pass(span);
      await this.carryOut();
    }
  }

  /** What is left of what goes wrong is forgotten; DingTalk is read, and what differs is mended. */
  async readBack(): Promise<void> {
    await this.tenant.bridge.simulator.calm(this.tenant.org);
    for (const span of [700, 6_000, 61_000, 11 * 60_000]) {
      if (!(await this.lookForDrift()))
        throw new Error('DingTalk cannot be read although nothing goes wrong');
      await this.pass(span);
      await this.carryOut();
    }
  }

  /** All that is due, and all that is held, is done. */
  async carryOut(): Promise<void> {
    await this.catchUp();
    while (await this.administrator.approveAll()) await this.catchUp();
  }

  async close(): Promise<void> {
    await Promise.all([this.pusher, ...this.mortals].map((pusher) => pusher.close()));
  }

  /** Rings for every lane until nothing is due any more. */
  async catchUp(): Promise<void> {
    for (let rounds = 0; rounds < 200; rounds += 1) {
      await this.plan();
      if ((await this.rig.clock.due(this.tenant.connectionId)) === 0) return;
      for (const lane of lanes) await this.ring(lane);
      // A lane may rest for a while.
      if (rounds % 3 === 2) await this.pass(2_000);
    }
    throw new Error(
      `work is due without end: ${JSON.stringify(await this.rig.clock.dueNow(this.tenant.connectionId))}`,
    );
  }
}
