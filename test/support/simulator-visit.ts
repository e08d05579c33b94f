import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startSimulator } from './simulator.js';
import type { SimulatedApp, Simulator } from './simulator.js';

type Body = Readonly<Record<string, unknown>>;

/** A fresh app of a fresh organisation, as any program calls it, and the control plane beside it. */
export class SimulatorVisit {
  token = '';

  private constructor(
    readonly simulator: Simulator,
    readonly app: SimulatedApp,
  ) {}

  static async begin(simulator: Simulator): Promise<SimulatorVisit> {
    const visit = new SimulatorVisit(simulator, await simulator.newApp());
    await visit.signIn();
    return visit;
  }

  /** Gets a token; another one, where the clock has left the first behind. */
  async signIn(): Promise<void> {
    const { appKey, appSecret } = this.app;
    const granted = await this.simulator.post('/v1.0/oauth2/accessToken', { appKey, appSecret });
    ({ accessToken: this.token } = granted as { readonly accessToken: string });
  }

  /** A call of the old API. */
  async old(path: string, body: object): Promise<Body> {
    return (await this.simulator.post(`${path}?access_token=${this.token}`, body)) as Body;
  }

  /** A call of the new API. */
  async newer(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: Body }> {
    const response = await fetch(`${this.simulator.url}${path}`, {
      method,
      headers: { 'x-acs-dingtalk-access-token': this.token, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }

  /** Something that the control plane does in the organisation. */
  inOrg(path: string, more: object = {}): Promise<unknown> {
    return this.simulator.post(path, { org: this.app.org, ...more });
  }

  /** Something that the control plane does with the app. */
  setApp(settings: object): Promise<unknown> {
    return this.simulator.post('/__sim/apps', { appKey: this.app.appKey, ...settings });
  }
}

/** Starts a simulator before the file's first test, and begins each test with a world of its own. */
export function visitSimulator(given: (visit: SimulatorVisit) => void): void {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());
  beforeEach(async () => {
    await simulator.post('/__sim/reset', { seed: 4 });
    given(await SimulatorVisit.begin(simulator));
  });
}
