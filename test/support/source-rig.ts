import { afterAll } from '@jest/globals';
import { EMPTY } from 'rxjs';
import type { ConnectionId } from '#common';
import { allowedTargetsSchema } from '#outbound';
import { Bells } from '#queue';
import { createLogger } from '#runtime';
import type { SourceRun, Store } from '#store';
import { Pull } from '../../apps/scim-server/src/source/pull.js';
import { createConnection } from '../builders/connection.js';
import { RemoteDirectory } from './remote-directory.js';

/** Whoever is rung by what a spec's own services write. */
export const deafBells = (): Bells => new Bells({ emit: () => EMPTY });

/** A process that reads Sources with a store of its own. */
export function pullOf(store: Store): Pull {
  const logger = createLogger('test', 'silent');
  return new Pull({ store, bells: deafBells(), logger, allowed: allowedTargetsSchema.parse('loopback') });
}

const open: RemoteDirectory[] = [];
afterAll(() => {
  for (const remote of open) remote.close();
});

/** A connection that is read from a Source on demand, by this process and without a queue. */
export class SourceRig {
  private constructor(
    readonly store: Store,
    readonly id: ConnectionId,
    readonly remote: RemoteDirectory,
  ) {}

  /** @param given a server that the spec closes itself; another one is closed after the file's last test */
  static async open(store: Store, settings: object = {}, given?: RemoteDirectory): Promise<SourceRig> {
    const { id } = await createConnection(store);
    const remote = given ?? (await new RemoteDirectory().open());
    if (!given) open.push(remote);
    const rig = new SourceRig(store, id, remote);
    await rig.save(settings);
    return rig;
  }

  async save(settings: object = {}, baseUrl = this.remote.url): Promise<void> {
    await this.store.sources.save(this.id, {
      baseUrl,
      authShown: {},
      access: { auth: { kind: 'bearer', token: 'remote-token' } },
      settings: { schedule: null, ...settings },
      nextAt: null,
    });
  }

  async ask(full = false): Promise<void> {
    await this.store.sources.ask(this.id, { askedBy: 'admin:test', full });
  }

  /** Has it read once. @returns how that ended */
  async read(full = false): Promise<SourceRun> {
    await this.ask(full);
    await pullOf(this.store).run(this.id);
    return this.lastRun();
  }

  async lastRun(): Promise<SourceRun> {
    const [last] = await this.store.sources.runs(this.id, { limit: 1 });
    if (!last) throw new Error('nobody has read it yet');
    return last;
  }

  /** The minute is over for which whoever reads it, or has died, holds it. */
  async expire(): Promise<void> {
    await this.store.database.orm.query(
      `update source set lease_until = now() - interval '1 second' where connection_id = $1 and lease_until is not null`,
      [this.id],
    );
  }

  /** All rows of the connection in a table, as text. */
  async rows(table: string): Promise<readonly string[]> {
    const rows = await this.store.database.orm.query<{ text: string }[]>(
      `select t::text as text from ${table} t where connection_id = $1 order by 1`,
      [this.id],
    );
    return rows.map(({ text }) => text);
  }
}
