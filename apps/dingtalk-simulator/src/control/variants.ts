import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { usualVariants, variantsSchema } from '../variants.js';
import type { World } from '../world.js';
import { read } from './input.js';

/** Every flag, and none of them with a value of its own when it is left out. */
const changes = z.strictObject(
  Object.fromEntries(
    Object.entries(variantsSchema.shape).map(([name, flag]) => [name, flag.unwrap().optional()]),
  ),
);

/** The flags: those that are named change, the others stay. */
export function registerVariants(server: FastifyInstance, world: World): void {
  server.get('/__sim/variants', () => world.variants);

  server.post('/__sim/variants', (request) => {
    const given = read(changes, request.body);
    world.touch();
    return Object.assign(world.variants, given);
  });

  server.delete('/__sim/variants', () => {
    world.touch();
    return Object.assign(world.variants, usualVariants());
  });
}
