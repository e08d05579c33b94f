import { send } from './clients.js';

export interface SimulatedDepartment {
  readonly dept_id: number;
  readonly name: string;
  readonly parent_id?: number;
  readonly source_identifier?: string;
  readonly create_dept_group: boolean;
  readonly dept_manager_userid_list?: readonly string[];
}

export interface SimulatedUser {
  readonly userid: string;
  readonly name: string;
  readonly mobile: string;
  readonly title: string;
  readonly job_number: string;
  readonly email: string;
  readonly manager_userid?: string;
  /** Custom fields by name. */
  readonly extension: Readonly<Record<string, string>>;
  readonly dept_id_list: readonly number[];
  readonly dept_title_list: readonly { readonly dept_id: number; readonly title: string }[];
  /** Of enterprise accounts. */
  readonly exclusive_account: boolean;
  readonly disabled: boolean;
}

export interface SimulatedRole {
  readonly id: number;
  readonly name: string;
  /** What its role group is called. */
  readonly group: string;
  /** Its members. */
  readonly userids: readonly string[];
}

export interface SimulatedState {
  readonly departments: readonly SimulatedDepartment[];
  /** DingTalk's own among them. */
  readonly roles: readonly SimulatedRole[];
  readonly users: readonly SimulatedUser[];
}

export interface LoggedCall {
  readonly seq: number;
  readonly at: string;
  readonly org: string;
  readonly path: string;
  readonly errcode: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What a test may ask to go wrong; see the simulator's control plane. */
export interface SimulatedFault {
  readonly path: string;
  readonly org: string;
  readonly times?: number;
  readonly errcode?: number;
  readonly subCode?: string;
  readonly httpStatus?: number;
  readonly delayMs?: number;
  readonly html?: boolean;
  /** Never answers. */
  readonly hang?: boolean;
  readonly cut?: 'before' | 'after';
}

export interface SimulatedOrganisation {
  readonly org: string;
  readonly appKey: string;
  readonly appSecret: string;
}

/** The simulator's control plane, and the DingTalk API for what people do by hand. */
export class SimulatorClient {
  constructor(readonly url: string) {}

  /** @param customFields those that the organisation has; undefined: any */
  organisation(name: string, qps = 20, customFields?: readonly string[]): Promise<SimulatedOrganisation> {
    return this.control('POST', '/__sim/org', { name, qps, ...(customFields ? { customFields } : {}) });
  }

  state(org: string): Promise<SimulatedState> {
    return this.control('GET', `/__sim/state?org=${org}`);
  }

  log(org: string, since = 0): Promise<readonly LoggedCall[]> {
    return this.control('GET', `/__sim/log?org=${org}&bodies=1&since=${String(since)}`);
  }

  async fail(...faults: readonly SimulatedFault[]): Promise<void> {
    await this.control('POST', '/__sim/faults', faults);
  }

  /** Nothing that still waits goes wrong any more in this organisation. */
  async calm(org: string): Promise<void> {
    await this.control('DELETE', `/__sim/faults?org=${org}`);
  }

  /** A further app of an organisation that is there. */
  async appOf({ org }: SimulatedOrganisation, qps = 20): Promise<SimulatedOrganisation> {
    const app = await this.control<{ appKey: string; appSecret: string }>('POST', '/__sim/apps', {
      org,
      qps,
    });
    return { org, ...app };
  }

  async setApp(app: {
    readonly appKey: string;
    readonly scopes?: readonly string[];
    readonly appSecret?: string;
    readonly window?: 'fixed' | 'sliding';
    /** Field permissions: exactly these. */
    readonly fields?: readonly string[];
    readonly contactScope?: { readonly departments: readonly number[] };
    readonly ipAllowList?: readonly string[] | null;
  }): Promise<void> {
    await this.control('POST', '/__sim/apps', app);
  }

  async setMobile(mobile: {
    mobile: string;
    verifyBeforeJoin?: boolean;
    hasAccount?: boolean;
  }): Promise<void> {
    await this.control('POST', '/__sim/world/mobiles', mobile);
  }

  /** How much an organisation takes; null: any number. */
  async setCaps(org: string, caps: { readonly headcount: number | null }): Promise<void> {
    await this.control('POST', '/__sim/org/settings', { org, caps });
  }

  /** Which custom fields an organisation has. */
  async setCustomFields(org: string, customFields: readonly string[]): Promise<void> {
    await this.control('POST', '/__sim/org/settings', { org, customFields });
  }

  /** Somebody becomes an administrator of the organisation (1 the main one, 2 another), or is one no more. */
  async setAdministrator(org: string, userid: string, level: 1 | 2 | null): Promise<void> {
    await this.control('POST', `/__sim/users/${userid}/administrator`, { org, level });
  }

  /** What somebody does about an open invitation. @returns the userid he has then; undefined: there is none */
  async answerInvitation(
    org: string,
    mobile: string,
    answer: 'accept' | 'decline',
  ): Promise<string | undefined> {
    const told = this.control<{ userid?: string }>('POST', `/__sim/invitations/${mobile}/${answer}`, { org });
    return told.then(
      ({ userid }) => userid,
      () => undefined,
    );
  }

  /** How the real DingTalk may differ where that is not known; holds for all organisations. */
  async setVariants(variants: { allowMobileChange?: boolean }): Promise<void> {
    await this.control('POST', '/__sim/variants', variants);
  }

  /** Calls DingTalk's API as somebody in the organisation would by hand. */
  async byHand<Result>(
    app: SimulatedOrganisation,
    path: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Result> {
    const token = await this.control<{ access_token: string }>(
      'GET',
      `/gettoken?appkey=${app.appKey}&appsecret=${app.appSecret}`,
    );
    const answer = await this.control<{ errcode: number; result: Result }>(
      'POST',
      `${path}?access_token=${token.access_token}`,
      body,
    );
    if (answer.errcode !== 0) throw new Error(`${path} by hand answered ${String(answer.errcode)}`);
    return answer.result;
  }

  private async control<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const { status, body: result } = await send<Result>(
      method,
      this.url + path,
      { 'content-type': 'application/json' },
      method === 'GET' ? undefined : (body ?? {}),
    );
    if (status !== 200) throw new Error(`the simulator answered ${String(status)}`);
    return result;
  }
}
