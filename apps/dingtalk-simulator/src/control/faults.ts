import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { World } from '../world.js';
import { read } from './input.js';

const path = z.string().refine((text) => text === '*' || text.startsWith('/'), 'a path, or *');
const fault = z.strictObject({
  path,
  org: z.string().optional(),
  skip: z.number().int().nonnegative().optional(),
  times: z.number().int().positive().default(1),
  after: z.boolean().optional(),
  delayMs: z.number().int().nonnegative().max(600_000).optional(),
  errcode: z.number().int().optional(),
  subCode: z.string().optional(),
  code: z.string().optional(),
  httpStatus: z.number().int().min(200).max(599).optional(),
  html: z.boolean().optional(),
  body: z.enum(['garbage', 'truncated', 'huge', 'nested', 'empty']).optional(),
  hang: z.boolean().optional(),
  cut: z.enum(['before', 'after']).optional(),
  revoke: z.string().optional(),
});
const clearing = z.strictObject({ org: z.string().optional() });
const limits = z.strictObject({
  /** Calls of one address before it is banned, the window, and the ban. */
  address: z
    .strictObject({
      calls: z.number().int().positive(),
      windowMs: z.number().int().positive().default(20_000),
      banMs: z.number().int().positive().default(300_000),
    })
    .optional(),
  /** Calls a second of all apps together, by path; null: not limited. */
  global: z.record(z.string().startsWith('/'), z.number().int().positive().nullable()).optional(),
});

/** What is to go wrong, and the limits that are nobody's in particular. */
export function registerFaults(server: FastifyInstance, world: World): void {
  server.post('/__sim/faults', (request) => {
    world.faults.add(
      ...(Array.isArray(request.body) ? read(z.array(fault), request.body) : [read(fault, request.body)]),
    );
    return { ok: true };
  });

  server.get('/__sim/faults', () => world.faults.list());

  server.delete('/__sim/faults', (request) => {
    world.faults.clear(read(clearing, request.query).org);
    return { ok: true };
  });

  server.post('/__sim/limits', (request) => {
    const { address, global = {} } = read(limits, request.body);
    if (address) {
      world.addresses.clear();
      world.addresses.limit = address;
    }
    for (const [api, limit] of Object.entries(global)) {
      if (limit === null) world.globalLimits.delete(api);
      else world.globalLimits.set(api, limit);
    }
    return { ok: true };
  });
}
