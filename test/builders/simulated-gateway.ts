import type { App } from '../../apps/dingtalk-simulator/src/app.js';
import { newDepartment } from '../../apps/dingtalk-simulator/src/department.js';
import type { Organisation } from '../../apps/dingtalk-simulator/src/organisation.js';
import type { Incoming } from '../../apps/dingtalk-simulator/src/pipeline/call.js';
import { serve } from '../../apps/dingtalk-simulator/src/pipeline/serve.js';
import { World } from '../../apps/dingtalk-simulator/src/world.js';

/** When it is, in the middle of a second. */
export const at = Date.parse('2026-09-03T00:01:02.500+08:00');
/** An API of each generation. */
export const legacy = '/auth/scopes';
export const topapi = '/topapi/v2/department/create';
export const search = '/v1.0/contact/organizations/authInfos';
/** A department below the root. */
export const outside = 500;

const call = (changes: Partial<Incoming>): Incoming => ({
  method: 'POST',
  path: topapi,
  query: { access_token: 'good' },
  tokenHeader: 'good',
  text: '{"name":"Navy","parent_id":1}',
  address: '10.1.2.3',
  host: 'simulator:3001',
  accept: '*/*',
  ...changes,
});

/** An app of the simulator with a token that is good, and one that is old, as of `at`. */
export class SimulatedGateway {
  readonly world = new World(3);
  readonly org: Organisation;
  readonly app: App;

  constructor() {
    this.world.clock.stop(at);
    this.org = this.world.addOrganisation('Test');
    this.org.createDepartment(newDepartment(outside, 'Outside', 1));
    this.app = this.world.addApp(this.org);
    this.letIn('good', at + 1);
    this.letIn('old', at);
  }

  /** Has a token be good until then. */
  letIn(token: string, expiresAt: number): void {
    this.world.tokens.set(token, { app: this.app, org: this.org, expiresAt });
  }

  /** What a call is answered that creates a department, or one that differs from it. */
  async ask(changes: Partial<Incoming> = {}) {
    const outgoing = await serve(this.world, call(changes));
    if (outgoing.kind === 'text')
      return { status: outgoing.status, body: {}, text: outgoing.text, code: 'text' };
    if (outgoing.kind !== 'json') throw new Error(outgoing.kind);
    const body = outgoing.body as Readonly<Record<string, unknown>>;
    return {
      status: outgoing.status,
      body,
      text: '',
      code: String(body.sub_code ?? body.errcode ?? body.code),
    };
  }
}
