import type { FastifyInstance } from 'fastify';
import { usualVariants, variantsSchema } from '../variants.js';
import type { World } from '../world.js';
import { changesOf, read } from './input.js';

const changes = changesOf(variantsSchema.shape);

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
