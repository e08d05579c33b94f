import type { ConnectionId } from '#common';
import { messageVersion } from '#common';
import { settingsSchema } from '#provisioning';
import { createLogger } from '#runtime';
import type { ConnectionStore, Store } from '#store';
import { MirrorDrain } from '../../apps/dingtalk-pusher/src/mirror/mirror-drain.js';
import { createConnection } from '../builders/connection.js';
import type { SimulatedState } from './simulator-client.js';
import { openClient } from './simulator.js';
import type { SimulatedApp, Simulator } from './simulator.js';

/** What a mirror shows of a person. */
export interface ShownPerson {
  readonly name: string;
  readonly email: string | null;
  readonly mobile: string | null;
  /** dept_ids, ascending. */
  readonly departments: readonly string[];
}

class Killed extends Error {
  override readonly name = 'Killed';
}

const people = `
  select m.external_id as id, r.body ->> 'displayName' as name, r.body #>> '{emails,0,value}' as email,
    r.body #>> '{phoneNumbers,0,value}' as mobile,
    array(select g.external_id from membership x
      join mirrored g on g.connection_id = x.connection_id and g.resource_id = x.group_id and g.kind = 'department'
      where x.connection_id = m.connection_id and x.member_id = m.resource_id order by 1) as departments
  from mirrored m join resource r on r.connection_id = m.connection_id and r.id = m.resource_id
  where m.connection_id = $1 and m.kind = 'account'`;

/** A mirror whose turns are made by a pusher within the test, which may die of any of them. */
export class MirrorRig {
  /** How many steps are still committed before the pusher dies; undefined: it lives. */
  private life: number | undefined;
  private whenCommitted: () => Promise<void> = () => Promise.resolve();
  readonly of: ConnectionStore;

  private constructor(
    private readonly store: Store,
    private readonly simulator: Simulator,
    readonly app: SimulatedApp,
    readonly id: ConnectionId,
  ) {
    this.of = store.of(id);
  }

  static async open(store: Store, simulator: Simulator): Promise<MirrorRig> {
    const app = await simulator.newApp(100_000);
    const mirror = { events: 'none', threshold: { share: 1, atLeast: 10_000 } };
    const { id } = await createConnection(store, {
      direction: 'dingtalk-to-scim',
      appKey: app.appKey,
      appSecret: app.appSecret,
      oapiBase: simulator.url,
      apiBase: simulator.url,
      settings: settingsSchema.parse({ mirror }),
    });
    return new MirrorRig(store, simulator, app, id);
  }

  /** Does something as an administrator of the DingTalk organisation. @returns whether DingTalk took it */
  async edit(act: string, parameters: object): Promise<boolean> {
    const answer = await this.simulator.post('/__sim/admin-edit', {
      org: this.app.org,
      act,
      with: parameters,
    });
    return typeof answer === 'object' && answer !== null && 'result' in answer;
  }

  /** Sets what the app may read: `all` or less. */
  async allow(app: object): Promise<void> {
    await this.simulator.post('/__sim/apps', { appKey: this.app.appKey, ...app });
  }

  async truth(): Promise<SimulatedState> {
    const response = await fetch(`${this.simulator.url}/__sim/state?org=${this.app.org}`);
    return (await response.json()) as SimulatedState;
  }

  /** Who is shown, by userid. */
  async shown(): Promise<ReadonlyMap<string, ShownPerson>> {
    const rows = await this.store.database.run<ShownPerson & { readonly id: string }>({ text: people }, [
      this.id,
    ]);
    return new Map(rows.map(({ id, ...person }) => [id, person]));
  }

  /** Reads until nothing is left to read. `turn` is done after each turn, `lives` says of each when the pusher dies. */
  async read(
    how: {
      readonly lives?: () => number | undefined;
      readonly committed?: () => Promise<void>;
      readonly turn?: () => Promise<void>;
    } = {},
  ): Promise<void> {
    await this.of.mirror.askForCrawl('test');
    await this.settle(how);
  }

  /** Looks at whoever is due, and reads on, until nothing is left to read. */
  async settle(how: Parameters<MirrorRig['read']>[0] = {}): Promise<void> {
    this.whenCommitted = how.committed ?? this.whenCommitted;
    for (let turns = 0; turns < 200; turns += 1) {
      this.life = how.lives?.();
      await this.turn();
      await how.turn?.();
      const state = await this.of.mirror.state();
      const due = state?.dueAt !== null && state?.dueAt !== undefined && state.dueAt <= new Date();
      if (state?.stage === 'idle' && !due && (await this.of.mirror.countDue(1)) === 0) return;
    }
    throw new Error('the reading does not end');
  }

  /** One turn of a pusher; whatever it held when it died is free again, and no rest is kept. */
  private async turn(): Promise<void> {
    const { database } = this.store;
    const client = openClient(this.simulator.url, this.app);
    const drain = new MirrorDrain(
      { connections: this.store.connections, of: () => this.mortal() },
      { of: () => client },
      { mirror: () => undefined },
      createLogger('test', 'silent'),
    );
    await drain.run({ v: messageVersion, connectionId: this.id }).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    for (const table of ['mirror_step', 'mirror_due'])
      await database.run({ text: `update ${table} set lease_until = null where connection_id = $1` }, [
        this.id,
      ]);
    await database.run({ text: 'update mirror_due set due_at = now() where connection_id = $1' }, [this.id]);
    await database.run({ text: 'update mirror set not_before = null where connection_id = $1' }, [this.id]);
  }

  /** The store as a pusher sees it that may die: after its death nothing of it is written any more. */
  private mortal(): ConnectionStore {
    const { crawl, mirror } = this.of;
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (this.life === 0) throw new Killed('killed');
      return work();
    };
    const dying = Object.assign(Object.create(crawl) as typeof crawl, {
      commit: async (...given: Parameters<typeof crawl.commit>) => {
        await alive(() => crawl.commit(...given));
        if (this.life !== undefined) this.life -= 1;
        await this.whenCommitted();
      },
      giveBack: (...given: Parameters<typeof crawl.giveBack>) => alive(() => crawl.giveBack(...given)),
      moveOn: (...given: Parameters<typeof crawl.moveOn>) => alive(() => crawl.moveOn(...given)),
    });
    const failing = Object.assign(Object.create(mirror) as typeof mirror, {
      publish: (...given: Parameters<typeof mirror.publish>) => alive(() => mirror.publish(...given)),
      postpone: (...given: Parameters<typeof mirror.postpone>) => alive(() => mirror.postpone(...given)),
    });
    return Object.assign({}, this.of, { crawl: dying, mirror: failing });
  }
}
