import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { allScopes, fillSampleCompany } from './sample.js';
import { stateOf } from './state.js';
import type { World } from './world.js';

const organisationSchema = z.object({
  name: z.string().min(1).default('Empty company'),
  region: z.string().length(2).default('CN'),
  qps: z.number().int().positive().default(20),
  /** With a few departments and people that were there before. */
  sample: z.boolean().default(false),
});
const faultSchema = z.object({
  path: z.string(),
  org: z.string().optional(),
  times: z.number().int().positive().default(1),
  errcode: z.number().int().optional(),
  subCode: z.string().optional(),
  httpStatus: z.number().int().optional(),
  delayMs: z.number().int().nonnegative().max(60_000).optional(),
  html: z.boolean().optional(),
  cut: z.enum(['before', 'after']).optional(),
});
const appSchema = z.object({
  appKey: z.string(),
  scopes: z.array(z.string()).optional(),
  qps: z.number().int().positive().optional(),
  appSecret: z.string().optional(),
});
const worldSchema = z.object({
  mobile: z.string(),
  consent: z.boolean().optional(),
  registered: z.boolean().optional(),
});
const variantsSchema = z
  .object({
    tokenMode: z.enum(['same', 'rotate']),
    allowMobileChange: z.boolean(),
    always24h: z.boolean(),
    arrayDepartmentIds: z.boolean(),
    duplicateNameCode: z.enum(['60021', '60008']),
    hrPositionManaged: z.boolean(),
  })
  .partial();
const querySchema = z.object({
  org: z.string().optional(),
  bodies: z.string().optional(),
  since: z.coerce.number().optional(),
  last: z.coerce.number().int().positive().optional(),
});

/** The control plane: what a test or a person does to the world that no DingTalk client could. */
export function registerControl(server: FastifyInstance, world: World): void {
  server.get('/__sim/state', (request, reply) => {
    const { org } = querySchema.parse(request.query);
    if (org === undefined) return { organisations: [...world.organisations.values()].map(stateOf) };
    const found = world.organisations.get(org);
    return found ? stateOf(found) : reply.code(404).send({ error: 'no such organisation' });
  });

  server.get('/__sim/log', (request) => {
    const { org, bodies, since, last } = querySchema.parse(request.query);
    const entries = world.log.filter(
      (entry) => (org === undefined || entry.org === org) && entry.seq > (since ?? 0),
    );
    return (last === undefined ? entries : entries.slice(-last)).map(({ body, ...entry }) =>
      bodies === '1' ? { ...entry, body } : entry,
    );
  });

  server.get('/__sim/counters', () => world.counters);

  server.post('/__sim/org', (request) => {
    const { name, region, qps, sample } = organisationSchema.parse(request.body ?? {});
    const org = world.addOrganisation(name, region);
    if (sample) fillSampleCompany(world, org);
    const { appKey, appSecret } = world.addApp(org, allScopes, qps);
    return { org: org.corpId, appKey, appSecret };
  });

  server.post('/__sim/apps', (request, reply) => {
    const { appKey, scopes, qps, appSecret } = appSchema.parse(request.body);
    const found = world.apps.get(appKey);
    if (!found) return reply.code(404).send({ error: 'no such app' });
    if (scopes) {
      found.app.scopes.clear();
      for (const scope of scopes) found.app.scopes.add(scope);
    }
    found.app.qps = qps ?? found.app.qps;
    if (appSecret !== undefined) {
      found.app.appSecret = appSecret;
      found.app.token = undefined;
    }
    return { ok: true };
  });

  server.post('/__sim/faults', (request) => {
    const faults = z.union([faultSchema, z.array(faultSchema)]).parse(request.body);
    world.faults.push(...[faults].flat());
    return { ok: true };
  });

  server.post('/__sim/world/mobiles', (request) => {
    const { mobile, consent, registered } = worldSchema.parse(request.body);
    if (consent !== undefined) world.consent[consent ? 'add' : 'delete'](mobile);
    if (registered !== undefined) world.registered[registered ? 'add' : 'delete'](mobile);
    return { ok: true };
  });

  server.post('/__sim/variants', (request) =>
    Object.assign(world.variants, variantsSchema.parse(request.body)),
  );

  server.post('/__sim/clock/advance', (request) => {
    world.advance(z.object({ ms: z.number() }).parse(request.body).ms);
    return { now: new Date(world.now()).toISOString() };
  });

  server.post('/__sim/reset', (request) => {
    world.reset(z.object({ seed: z.number().int().default(1) }).parse(request.body ?? {}).seed);
    return { ok: true };
  });
}
