import { AdminClient, ScimClient, unique } from './clients.js';
import { eventually } from './eventually.js';
import { SimulatorClient } from './simulator-client.js';
import type {
  LoggedCall,
  SimulatedDepartment,
  SimulatedFault,
  SimulatedOrganisation,
  SimulatedState,
  SimulatedUser,
} from './simulator-client.js';

/** How long a test waits for what should take a second or two: the machine may be busy. */
const patienceMs = 20_000;

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
  /** Fields that are not in step although all else may be. */
  readonly faults: readonly { readonly field: string; readonly fault: string }[];
  readonly externalId: string | null;
  readonly onTheWay: boolean;
  readonly dueAt: string | null;
}

export interface TenantOptions {
  /** Settings of the connection; people without department go to the company itself unless told otherwise. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly qps?: number;
  /** What the connection is called; something of its own by default. */
  readonly name?: string;
  /** An organisation that is there already; a fresh one by default. */
  readonly company?: SimulatedOrganisation;
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
    const name = options.name ?? `tenant-${unique()}`;
    const company = options.company ?? (await this.simulator.organisation(name, options.qps));
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
    const seen = log.filter(({ path }) => /^\/(?:topapi|role)\//.test(path));
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

  /** Has everything that waits or is blocked looked at now, as an administrator does. */
  async retry(): Promise<void> {
    await this.bridge.admin.call('POST', `/connections/${this.connectionId}/retry`);
  }

  /** Paths of the writes and reads since a mark, without the API's prefix. */
  async paths(since = 0): Promise<readonly string[]> {
    return (await this.calls(undefined, since)).map(({ path }) =>
      path.replace(/^\/(?:topapi\/)?(?:v2\/)?/, ''),
    );
  }

  /** Waits until a Resource's Link stands as wanted. */
  async untilLink(resourceId: string, wanted: Partial<ToldLink>, withinMs = patienceMs): Promise<ToldLink> {
    let last: ToldLink | undefined;
    try {
      return await eventually(
        'the Link',
        async () => {
          last = await this.link(resourceId);
          const stands = Object.entries(wanted).every(
            ([key, value]) => last?.[key as keyof ToldLink] === value,
          );
          return stands ? last : undefined;
        },
        withinMs,
      );
    } catch {
      throw new Error(`wanted ${JSON.stringify(wanted)}, the Link stands ${JSON.stringify(last)}`);
    }
  }

  /** Waits until a Resource is in DingTalk and nothing about it is left to do. */
  inStep(resourceId: string, withinMs?: number): Promise<ToldLink> {
    const wanted = { outcome: 'converged', presence: 'present', onTheWay: false };
    return this.untilLink(resourceId, wanted, withinMs);
  }

  /** Waits until every Link is as it should be and nothing is left to do. */
  async allInStep(withinMs = patienceMs): Promise<readonly ToldLink[]> {
    return eventually(
      'all in step',
      async () => {
        const links = await this.links();
        return links.every(({ outcome, onTheWay }) => outcome === 'converged' && !onTheWay) && links;
      },
      withinMs,
    );
  }

  /** Creates a User and returns its id. */
  async addUser(body: Readonly<Record<string, unknown>>): Promise<string> {
    return this.add('/Users', body);
  }

  /** Creates a Group and returns its id. */
  async addGroup(body: Readonly<Record<string, unknown>>): Promise<string> {
    return this.add('/Groups', body);
  }

  /** A PATCH of a Group's members. */
  async changeMembers(group: string, op: 'add' | 'remove', ids: readonly string[]): Promise<void> {
    const { status, text } = await this.scim.patch(`/Groups/${group}`, [
      { op, path: 'members', value: ids.map((value) => ({ value })) },
    ]);
    if (status !== 200 && status !== 204) throw new Error(`PATCH answered ${String(status)}: ${text}`);
  }

  /** The account that a User's Link names, as DingTalk shows it; undefined where there is none. */
  async account(resourceId: string): Promise<SimulatedUser | undefined> {
    const [link, { users }] = [await this.link(resourceId), await this.state()];
    return users.find(({ userid }) => userid === link?.externalId);
  }

  /** The department of a name. */
  async department(name: string): Promise<SimulatedDepartment | undefined> {
    return (await this.state()).departments.find((department) => department.name === name);
  }

  private async add(path: string, body: Readonly<Record<string, unknown>>): Promise<string> {
    const answer = await this.scim.post(path, body);
    if (answer.status !== 201) throw new Error(`POST answered ${String(answer.status)}: ${answer.text}`);
    return answer.body.id;
  }
}
