import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { World } from '../world.js';
import { mobileSchema, read } from './input.js';

const count = z.number().int().nonnegative().optional();
const schema = z.strictObject({
  mobile: mobileSchema,
  hasAccount: z.boolean().optional(),
  certifiedOrgs: count,
  uncertifiedOrgs: count,
  verifyBeforeJoin: z.boolean().optional(),
  /** The person who has this number. */
  unionid: z.string().optional(),
});

/** The world of numbers outside the organisations. */
export function registerMobiles(server: FastifyInstance, world: World): void {
  server.post('/__sim/world/mobiles', (request) => {
    const { mobile, ...given } = read(schema, request.body);
    world.mobiles.set(
      mobile,
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    );
    world.touch();
    return { ok: true };
  });

  server.get('/__sim/world/mobiles', () =>
    world.mobiles.entries().map(([mobile, known]) => ({ mobile, ...known })),
  );
}
