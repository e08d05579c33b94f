import { AdminClient, ScimClient, SimulatorClient, unique } from './clients.js';
import type { LoggedCall, SimulatedFault, SimulatedOrganisation, SimulatedState } from './clients.js';

/** Where a started set of services is, as plain data: it may be handed from process to process. */
export interface Addresses {
  readonly origin: string;
  readonly simulatorUrl: string;
  readonly databaseUrl: string;
  readonly pusherUrls: readonly string[];
  readonly adminUser: string;
  readonly adminPassword: string;
}

/** A Link as the admin API tells it. */
export interface ToldLink {
  readonly resourceId: string | null;
  readonly kind: string;
  readonly presence: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detailCode: string | null;
  readonly externalId: string | null;
  readonly onTheWay: boolean;
  readonly dueAt: string | null;
}

export interface TenantOptions {
  /** Settings of the connection; people without department go to the company itself unless told otherwise. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly qps?: number;
}

/** A running bridge and its simulated DingTalk, as tests speak with them. */
export class Bridge {
  readonly admin: AdminClient;
  readonly simulator: SimulatorClient;

  constructor(readonly addresses: Addresses) {
    const { origin, adminUser, adminPassword, simulatorUrl } = addresses;
    this.admin = new AdminClient(origin, adminUser, adminPassword);
    this.simulator = new SimulatorClient(simulatorUrl);
  }

  get scimUrl(): string {
    return `${this.addresses.origin}/scim/v2`;
  }

  /** A fresh connection on an empty simulated organisation of its own. */
  async connect(options: TenantOptions = {}): Promise<Tenant> {
    const name = `tenant-${unique()}`;
    const company = await this.simulator.organisation(name, options.qps);
    const { simulatorUrl } = this.addresses;
    const { appKey, appSecret } = company;
    const made = await this.admin.call<{ connection: { id: string }; scimToken: string }>(
      'POST',
      '/connections',
      {
        name,
        appKey,
        appSecret,
        oapiBase: simulatorUrl,
        apiBase: simulatorUrl,
        settings: options.settings ?? { defaultDepartmentId: 1 },
      },
    );
    if (made.status !== 201) throw new Error(`connections answered ${String(made.status)}: ${made.text}`);
    const scim = new ScimClient(this.scimUrl, made.body.scimToken);
    return new Tenant(this, made.body.connection.id, company, scim);
  }
}

/** One connection with the organisation it writes to. */
export class Tenant {
  constructor(
    readonly bridge: Bridge,
    readonly connectionId: string,
    readonly company: SimulatedOrganisation,
    readonly scim: ScimClient,
  ) {}

  get org(): string {
    return this.company.org;
  }

  state(): Promise<SimulatedState> {
    return this.bridge.simulator.state(this.org);
  }

  /** The calls that this organisation saw; of one API (`user/create`) or of all. */
  async calls(api?: string, since = 0): Promise<readonly LoggedCall[]> {
    const log = await this.bridge.simulator.log(this.org, since);
    const seen = log.filter(({ path }) => path.startsWith('/topapi/'));
    return api === undefined ? seen : seen.filter(({ path }) => path.endsWith(`/${api}`));
  }

  /** The simulator's sequence number now: `calls(api, since)` tells what came later. */
  async mark(): Promise<number> {
    return (await this.bridge.simulator.log(this.org)).at(-1)?.seq ?? 0;
  }

  fail(...faults: readonly Omit<SimulatedFault, 'org'>[]): Promise<void> {
    return this.bridge.simulator.fail(...faults.map((fault) => ({ ...fault, org: this.org })));
  }

  byHand<Result>(path: string, body: Readonly<Record<string, unknown>>): Promise<Result> {
    return this.bridge.simulator.byHand<Result>(this.company, path, body);
  }

  async links(): Promise<readonly ToldLink[]> {
    const path = `/connections/${this.connectionId}/links?limit=1000`;
    return (await this.bridge.admin.call<readonly ToldLink[]>('GET', path)).body;
  }

  async link(resourceId: string): Promise<ToldLink | undefined> {
    const path = `/connections/${this.connectionId}/links?resource=${resourceId}`;
    return (await this.bridge.admin.call<readonly ToldLink[]>('GET', path)).body[0];
  }
}
