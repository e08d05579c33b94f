import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { stateOf } from '../state.js';
import type { World } from '../world.js';
import { found, read } from './input.js';

const stateQuery = z.strictObject({ org: z.string().optional() });
const logQuery = z.strictObject({
  org: z.string().optional(),
  bodies: z.enum(['0', '1']).default('0'),
  since: z.coerce.number().default(0),
  last: z.coerce.number().int().positive().optional(),
});

/** What may be seen: the state of the organisations, the calls, the counters. */
export function registerObservation(server: FastifyInstance, world: World): void {
  server.get('/__sim/state', (request) => {
    const { org } = read(stateQuery, request.query);
    if (org === undefined) return { organisations: [...world.organisations.values()].map(stateOf) };
    return stateOf(found(world.organisations.get(org), 'org'));
  });

  server.get('/__sim/log', (request) => {
    const { org, bodies, since, last } = read(logQuery, request.query);
    const entries = world.log
      .list()
      .filter((entry) => (org === undefined || entry.org === org) && entry.seq > since);
    return (last === undefined ? entries : entries.slice(-last)).map(({ body, ...entry }) =>
      bodies === '1' ? { ...entry, body } : entry,
    );
  });

  server.get('/__sim/counters', () => ({ ...world.counters, calls: world.log.calls() }));
}
