import { newApp } from '../../apps/dingtalk-simulator/src/app.js';
import { endpoints } from '../../apps/dingtalk-simulator/src/endpoints/all.js';
import { carryOut } from '../../apps/dingtalk-simulator/src/endpoints/carry-out.js';
import { Refusal } from '../../apps/dingtalk-simulator/src/refusal.js';
import { World } from '../../apps/dingtalk-simulator/src/world.js';

const paths = new Set(endpoints.map(({ path }) => path));
const app = newApp('K', 'S');

/** The id of a department that was created. */
export const departmentId = (created: unknown): number => (created as { readonly dept_id: number }).dept_id;

/** Somebody who is in no organisation yet. */
export const bob = { userid: 'bob', name: 'Bob', mobile: '13800000002' };

/** An organisation of the simulator with Ada in the Yard of the Navy, which is asked without tokens and limits. */
export class SimulatedRules {
  readonly world = new World(7);
  /** The one that is asked. */
  org = this.world.addOrganisation('Test');
  readonly navy = departmentId(this.ask('department/create', { name: 'Navy', parent_id: 1 }));
  readonly yard = departmentId(this.ask('department/create', { name: 'Yard', parent_id: this.navy }));

  constructor() {
    this.ask('user/create', {
      userid: 'ada',
      name: 'Ada',
      mobile: '13800000001',
      dept_id_list: String(this.yard),
      email: 'ada@example.com',
      telephone: '11',
    });
  }

  /** What an operation answers: its result, or the code it is refused with. */
  ask(operation: string, body: Readonly<Record<string, unknown>>): unknown {
    const path = [`/topapi/v2/${operation}`, `/topapi/${operation}`].find((one) => paths.has(one)) ?? '';
    const { world, org } = this;
    try {
      return carryOut({ world, org, app, by: 'api' }, path, body);
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }
}
