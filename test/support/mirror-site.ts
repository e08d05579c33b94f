import { ScimClient, unique } from './clients.js';
import type { Answer, ScimDocument } from './clients.js';
import type { Bridge } from './bridge.js';
import { eventually } from './eventually.js';
import type { SimulatedOrganisation, SimulatedState } from './simulator-client.js';

/** How a mirror stands, as the admin API tells it. */
export interface ToldMirror {
  readonly stage: string;
  readonly dueAt: string | null;
  readonly snapshotAt: string | null;
  readonly snapshotPartial: boolean;
  readonly known: number | null;
  readonly vanished: number | null;
  readonly unconfirmed: number;
  readonly hiddenFields: readonly string[];
  readonly reason: string | null;
  readonly streamOpenSince: string | null;
  readonly heardAt: string | null;
  readonly opposite: readonly string[];
}

/** A connection that mirrors a simulated organisation. */
export class MirrorSite {
  private constructor(
    readonly bridge: Bridge,
    readonly connectionId: string,
    readonly company: SimulatedOrganisation,
    readonly scim: ScimClient,
  ) {}

  /** @param mirror the mirror's part of the settings */
  static async open(
    bridge: Bridge,
    mirror: Readonly<Record<string, unknown>> = {},
    company?: SimulatedOrganisation,
    name = `mirror-${unique()}`,
  ): Promise<MirrorSite> {
    const org = company ?? (await bridge.simulator.organisation(name, 10_000));
    const { simulatorUrl } = bridge.addresses;
    const made = await bridge.admin.call<{ connection: { id: string }; scimToken: string }>(
      'POST',
      '/connections',
      {
        name,
        direction: 'dingtalk-to-scim',
        appKey: org.appKey,
        appSecret: org.appSecret,
        oapiBase: simulatorUrl,
        apiBase: simulatorUrl,
        settings: { callsPerSecond: 1000, mirror },
      },
    );
    if (made.status !== 201) throw new Error(`connections answered ${String(made.status)}: ${made.text}`);
    const scim = new ScimClient(bridge.scimUrl, made.body.scimToken);
    return new MirrorSite(bridge, made.body.connection.id, org, scim);
  }

  /** Does something as an administrator of the DingTalk organisation: events tell of it. */
  async edit<Result = unknown>(act: string, parameters: Readonly<Record<string, unknown>>): Promise<Result> {
    const response = await fetch(`${this.bridge.addresses.simulatorUrl}/__sim/admin-edit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ org: this.company.org, act, with: parameters }),
    });
    if (!response.ok) throw new Error(`${act} answered ${await response.text()}`);
    return ((await response.json()) as { result: Result }).result;
  }

  /** Sets something of the simulated DingTalk that is no edit: what the app may do, what goes wrong. */
  async control(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    const response = await fetch(`${this.bridge.addresses.simulatorUrl}/__sim/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${await response.text()}`);
  }

  /** Has an act that the administrators of the bridge have, and its answer. */
  async act(act: 'release' | 'discard' | 'crawl'): Promise<number> {
    return (await this.bridge.admin.call('POST', `/connections/${this.connectionId}/mirror/${act}`)).status;
  }

  /** Replaces the mirror's part of the settings. */
  async set(mirror: Readonly<Record<string, unknown>>): Promise<void> {
    const settings = { callsPerSecond: 1000, mirror };
    await this.bridge.admin.call('PUT', `/connections/${this.connectionId}/settings`, settings);
  }

  state(): Promise<SimulatedState> {
    return this.bridge.simulator.state(this.company.org);
  }

  async told(): Promise<ToldMirror> {
    return (await this.bridge.admin.call<ToldMirror>('GET', `/connections/${this.connectionId}/mirror`)).body;
  }

  /** Has the organisation read now, and waits until that is shown: one that was under way before is not it. */
  async crawl(withinMs = 40_000): Promise<ToldMirror> {
    const asked = Date.now();
    await this.bridge.admin.call('POST', `/connections/${this.connectionId}/mirror/crawl`);
    return this.shown(
      'a reading that began later',
      (snapshotAt) => Date.parse(snapshotAt) >= asked,
      withinMs,
    );
  }

  /** Waits until its Stream is open, and what may have been missed before that is read: from now on only events tell. */
  async listening(): Promise<void> {
    await eventually(
      'an open stream, and no gap',
      async () => {
        const { stage, streamOpenSince: since, snapshotAt: shown } = await this.told();
        return since !== null && shown !== null && shown > since && stage === 'idle';
      },
      40_000,
    );
  }

  /** Waits until a reading is shown that is not the one of `before`. */
  published(before: string | null = null): Promise<ToldMirror> {
    return this.shown('another reading', (snapshotAt) => snapshotAt !== before, 40_000);
  }

  private shown(what: string, isIt: (snapshotAt: string) => boolean, withinMs: number): Promise<ToldMirror> {
    return eventually(
      what,
      async () => {
        const told = await this.told();
        return told.snapshotAt !== null && isIt(told.snapshotAt) && told.stage === 'idle' && told;
      },
      withinMs,
    );
  }

  users(query = ''): Promise<Answer<ScimDocument>> {
    return this.scim.get(`/Users?count=1000${query}`);
  }

  /** The User of a userid. */
  async user(userId: string): Promise<ScimDocument | undefined> {
    const urn = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
    const filter = encodeURIComponent(`${urn}:userId eq "${userId}"`);
    return (await this.scim.get(`/Users?filter=${filter}`)).body.Resources[0];
  }

  /** The Group of a dept_id. */
  async group(departmentId: number): Promise<ScimDocument | undefined> {
    const urn = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';
    const filter = encodeURIComponent(`${urn}:deptId eq "${String(departmentId)}"`);
    return (await this.scim.get(`/Groups?filter=${filter}`)).body.Resources[0];
  }
}

/**
 * Fills the company of a mirror: Works, with a Lab in it, and three people.
 *
 * @param mobileOf whoever activates DingTalk has done so in every company that knows the number
 */
export async function fillCompany(
  site: MirrorSite,
  mobileOf: (n: number) => string = (n) => `1370000000${String(n)}`,
): Promise<{ readonly works: number; readonly lab: number }> {
  const department = async (name: string, parent: number) =>
    (await site.edit<{ dept_id: number }>('department/create', { name, parent_id: parent })).dept_id;
  const works = await department('Works', 1);
  const lab = await department('Lab', works);
  const person = (userid: string, mobile: string, places: readonly number[], more: object = {}) =>
    site.edit('user/create', {
      userid,
      name: userid.toUpperCase(),
      mobile,
      dept_id_list: places.join(','),
      ...more,
    });
  const ada = { email: 'ada@example.com', title: 'Engineer', job_number: 'E-1', manager_userid: 'bob' };
  await person('bob', mobileOf(2), [works, lab]);
  await person('ada', mobileOf(1), [lab], ada);
  await person('eve', mobileOf(3), [1]);
  return { works, lab };
}
