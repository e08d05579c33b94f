import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { World } from '../world.js';
import { read } from './input.js';

const advance = z.strictObject({ ms: z.number().int().nonnegative() });
const mode = z.strictObject({
  /** `virtual`: time moves by advancing only. */
  mode: z.enum(['real', 'virtual']),
  /** Where a virtual clock stands at first. */
  at: z.iso.datetime({ offset: true }).optional(),
});

/** The simulated time. */
export function registerClock(server: FastifyInstance, world: World): void {
  const shown = () => ({
    now: new Date(world.now()).toISOString(),
    mode: world.clock.stopped ? 'virtual' : 'real',
  });

  server.get('/__sim/clock', shown);

  server.post('/__sim/clock', (request) => {
    const given = read(mode, request.body);
    if (given.mode === 'real') world.clock.follow();
    else world.clock.stop(given.at === undefined ? world.now() : Date.parse(given.at));
    return shown();
  });

  server.post('/__sim/clock/advance', (request) => {
    world.clock.advance(read(advance, request.body).ms);
    return shown();
  });
}
