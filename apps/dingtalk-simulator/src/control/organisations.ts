import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Organisation } from '../organisation.js';
import { fillSampleCompany, sampleName } from '../sample.js';
import type { World } from '../world.js';
import { found, read } from './input.js';

const cap = z.number().int().nonnegative().nullable();
const settings = {
  /** 0 none, 1 advanced, 2 intermediate; from then on the headcount is the level's. */
  authLevel: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  caps: z
    .strictObject({
      headcount: z.union([cap, z.literal('level')]).optional(),
      weeklyAdditions: cap.optional(),
      departments: cap.optional(),
      departmentMembers: cap.optional(),
    })
    .optional(),
  monthlyQuota: cap.optional(),
  enterpriseAccounts: z.boolean().optional(),
  mailService: z.boolean().optional(),
  /** Custom fields that the console has; null: any. */
  customFields: z.array(z.string()).nullable().optional(),
};
const creation = z.strictObject({
  name: z.string().min(1).optional(),
  region: z.string().length(2).default('CN'),
  qps: z.number().int().positive().default(20),
  /** With a few departments and people that were there before. */
  sample: z.boolean().default(false),
  ...settings,
});
const update = z.strictObject({ org: z.string(), name: z.string().min(1).optional(), ...settings });
const reset = z.strictObject({ seed: z.number().int().default(1) });

/** Organisations: made, set, and all forgotten. */
export function registerOrganisations(server: FastifyInstance, world: World): void {
  server.post('/__sim/org', (request) => {
    const given = read(creation, request.body);
    const name = given.name ?? (given.sample ? sampleName : 'Simulated company');
    const org = world.addOrganisation(name, given.region);
    if (given.sample) fillSampleCompany(world, org);
    set(org, given);
    const app = world.addApp(org);
    app.qps = given.qps;
    return { org: org.corpId, appKey: app.appKey, appSecret: app.appSecret };
  });

  server.post('/__sim/org/settings', (request) => {
    const given = read(update, request.body);
    const org = found(world.organisations.get(given.org), 'org');
    if (given.name !== undefined) org.rename(given.name);
    set(org, given);
    world.touch();
    return { ok: true };
  });

  server.post('/__sim/reset', (request) => {
    world.reset(read(reset, request.body).seed);
    return { ok: true };
  });
}

function set(org: Organisation, given: z.output<z.ZodObject<typeof settings>>): void {
  if (given.authLevel !== undefined) {
    org.authLevel = given.authLevel;
    org.caps.headcount = 'level';
  }
  Object.assign(org.caps, given.caps);
  if (given.monthlyQuota !== undefined) org.monthlyQuota = given.monthlyQuota;
  org.enterpriseAccounts = given.enterpriseAccounts ?? org.enterpriseAccounts;
  org.mailService = given.mailService ?? org.mailService;
  if (given.customFields !== undefined)
    org.customFields = given.customFields === null ? undefined : new Set(given.customFields);
}
