import type { Bridge, Tenant, TenantOptions } from './bridge.js';
import { eventually } from './eventually.js';

/** A run as the admin API tells it. */
export interface ToldRun {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly reading: string;
  readonly pages: number;
  readonly usersRead: number;
  readonly groupsRead: number;
  readonly changed: number;
  readonly deleted: number;
  readonly blocked: number;
  readonly missing: number;
  readonly plan: { readonly id: string; readonly state: string } | null;
}

/** A Source as a test enters it. */
interface EnteredSource {
  readonly baseUrl: string;
  readonly auth?: object;
  readonly ca?: string;
  readonly proxy?: string;
  readonly settings?: object;
}

interface ToldNote {
  readonly type: string;
  readonly sourceId: string;
  readonly what: string;
  readonly detail: string | null;
}

const runWithinMs = 40_000;

/** A connection that is read from a Source. */
export class PulledTenant {
  private constructor(
    readonly tenant: Tenant,
    readonly path: string,
  ) {}

  static async connect(
    bridge: Bridge,
    source: EnteredSource,
    options: TenantOptions = {},
  ): Promise<PulledTenant> {
    const tenant = await bridge.connect(options);
    const pulled = new PulledTenant(tenant, `/connections/${tenant.connectionId}/source`);
    await pulled.save(source);
    return pulled;
  }

  async save(source: EnteredSource): Promise<void> {
    const auth = source.auth ?? { kind: 'bearer', token: 'remote-token' };
    const settings = { schedule: null, ...source.settings };
    await this.call('PUT', '', 200, { ...source, auth, settings });
  }

  /** Has the Source read, and waits for the end of that run. */
  async sync(full = false, withinMs = runWithinMs): Promise<ToldRun> {
    return this.afterwards(() => this.call('POST', '/sync', 202, { full }), withinMs);
  }

  /** Lets the next run do what a run was held for, and waits for its end. */
  async allow(run: ToldRun): Promise<ToldRun> {
    return this.afterwards(() => this.call('POST', `/runs/${run.id}/allow`, 202));
  }

  async notes(run: ToldRun): Promise<readonly ToldNote[]> {
    return this.call<readonly ToldNote[]>('GET', `/runs/${run.id}/notes?limit=1000`, 200);
  }

  async runs(): Promise<readonly ToldRun[]> {
    return this.call<readonly ToldRun[]>('GET', '/runs', 200);
  }

  /** Names of the accounts in DingTalk. */
  async accounts(): Promise<readonly string[]> {
    return (await this.tenant.state()).users.map(({ name }) => name).sort();
  }

  /** Waits until DingTalk shows exactly these people. */
  async untilAccounts(names: readonly string[]): Promise<void> {
    const wanted = [...names].sort();
    await eventually(
      `accounts ${wanted.join(', ')}`,
      async () => JSON.stringify(await this.accounts()) === JSON.stringify(wanted),
      runWithinMs,
    );
  }

  async call<Body>(method: string, path: string, status: number, body?: object): Promise<Body> {
    const answer = await this.tenant.bridge.admin.call<Body>(method, `${this.path}${path}`, body);
    if (answer.status !== status)
      throw new Error(`${path} answered ${String(answer.status)}: ${answer.text}`);
    return answer.body;
  }

  /** Does what has a run begin, and waits for the end of that run: of one that was not there before. */
  private async afterwards(ask: () => Promise<unknown>, withinMs = runWithinMs): Promise<ToldRun> {
    const [before] = await this.runs();
    await ask();
    return eventually(
      'the run ended',
      async () => {
        const [last] = await this.runs();
        // Whose process or store went away while it read is no end: another run begins for it.
        const open = ['reading', 'confirming', 'applying'].includes(last?.state ?? 'reading');
        return last && !open && last.reason !== 'interrupted' && last.id !== before?.id && last;
      },
      withinMs,
    );
  }
}
