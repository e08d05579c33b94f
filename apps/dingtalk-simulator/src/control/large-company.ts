import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fillLargeCompany } from '../large-company.js';
import type { World } from '../world.js';
import { BadInput, found, read } from './input.js';

const schema = z.strictObject({
  org: z.string(),
  people: z.number().int().positive().max(1_000_000).default(100_000),
  departments: z.number().int().positive().max(100_000).default(2_000),
});

/** Loads a generated company into an organisation. */
export function registerLargeCompany(server: FastifyInstance, world: World): void {
  server.post('/__sim/large-company', (request) => {
    const { org: corpId, people, departments } = read(schema, request.body);
    const org = found(world.organisations.get(corpId), 'org');
    if (org.users.has('p000001')) throw new BadInput(409, 'org', 'it was loaded before');
    fillLargeCompany(world, org, { people, departments });
    world.touch();
    return { departments: org.departments.size, users: org.users.size };
  });
}
