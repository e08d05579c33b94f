import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { byHand } from '../endpoints/carry-out.js';
import { departmentWrites } from '../endpoints/department-writes.js';
import { roleWrites } from '../endpoints/role-writes.js';
import { userWrites } from '../endpoints/user-writes.js';
import { Parameters } from '../parameters.js';
import type { World } from '../world.js';
import { BadInput, found, read, withoutRefusal } from './input.js';

/** `/topapi/v2/user/create` is done by hand as `user/create`, `/role/add_role` as `role/add_role`. */
const works = new Map(
  [...userWrites, ...departmentWrites, ...roleWrites].map((one) => [
    one.path.replace('/topapi', '').replace('/v2', '').slice(1),
    one,
  ]),
);

const schema = z.strictObject({
  org: z.string(),
  act: z.string(),
  /** DingTalk's own parameters of the act. */
  with: z.record(z.string(), z.unknown()),
});

/** An administrator's edit at the console: the same rules, without token, permission or scope. */
export function registerHand(server: FastifyInstance, world: World): void {
  server.post('/__sim/admin-edit', (request) => {
    const given = read(schema, request.body);
    const org = found(world.organisations.get(given.org), 'org');
    const work = works.get(given.act);
    if (!work) throw new BadInput(400, 'act', `act: one of ${[...works.keys()].join(', ')}`);
    const parameters = new Parameters(given.with, world.variants);
    world.touch();
    return withoutRefusal(() => {
      const understood = work.read(parameters, world.variants);
      const [unknown] = parameters.unknown();
      if (unknown !== undefined) throw new BadInput(400, `with.${unknown}`, `unknown field with.${unknown}`);
      return { result: understood.run(byHand(world, org)) ?? null };
    });
  });
}
