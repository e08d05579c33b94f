import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fieldPermissions, wholeOrganisation } from '../app.js';
import type { App } from '../app.js';
import type { World } from '../world.js';
import { found, read } from './input.js';

const settings = {
  /** Permission points: exactly these are granted. */
  scopes: z.array(z.string()).optional(),
  /** Field permissions: exactly these. */
  fields: z.array(z.enum(fieldPermissions)).optional(),
  /** Departments with all below them, and single people; `all`: the whole organisation. */
  contactScope: z
    .union([
      z.literal('all'),
      z.strictObject({
        departments: z.array(z.number().int()).default([]),
        users: z.array(z.string()).default([]),
      }),
    ])
    .optional(),
  /** Addresses that may call; null: any. */
  ipAllowList: z.array(z.string()).nullable().optional(),
  qps: z.number().int().positive().optional(),
  /** Calls a minute; null: not limited. */
  qpm: z.number().int().positive().nullable().optional(),
  window: z.enum(['fixed', 'sliding']).optional(),
  appSecret: z.string().min(1).optional(),
  stopped: z.boolean().optional(),
};
const creation = z.strictObject({ org: z.string(), ...settings });
const update = z.strictObject({ appKey: z.string(), ...settings });

/** Apps of an organisation, and what an administrator gives them and takes from them. */
export function registerApps(server: FastifyInstance, world: World): void {
  server.post('/__sim/apps', (request) => {
    if (!isCreation(request.body)) {
      const given = read(update, request.body);
      set(world, found(world.apps.get(given.appKey), 'appKey').app, given);
      return { ok: true };
    }
    const given = read(creation, request.body);
    const app = world.addApp(found(world.organisations.get(given.org), 'org'));
    set(world, app, given);
    return { appKey: app.appKey, appSecret: app.appSecret };
  });

  server.get('/__sim/apps', () =>
    [...world.apps.values()].map(({ app, org }) => ({
      org: org.corpId,
      appKey: app.appKey,
      scopes: [...app.scopes.keys()],
      fields: [...app.fields],
      contactScope: {
        departments: [...app.contactScope.departments],
        users: [...app.contactScope.users],
      },
      ipAllowList: app.allowedAddresses ? [...app.allowedAddresses] : null,
      qps: app.qps,
      qpm: app.qpm ?? null,
      window: app.window,
      stopped: app.stopped,
    })),
  );
}

/** A further app of an organisation is named by `org`, one that is there by `appKey`. */
const isCreation = (body: unknown) => typeof body === 'object' && body !== null && 'org' in body;

function set(world: World, app: App, given: z.output<z.ZodObject<typeof settings>>): void {
  world.touch();
  if (given.scopes) grant(world, app, given.scopes);
  if (given.fields) {
    app.fields.clear();
    for (const field of given.fields) app.fields.add(field);
  }
  if (given.contactScope !== undefined) {
    app.contactScope =
      given.contactScope === 'all'
        ? wholeOrganisation()
        : {
            departments: new Set(given.contactScope.departments),
            users: new Set(given.contactScope.users),
          };
  }
  if (given.ipAllowList !== undefined)
    app.allowedAddresses = given.ipAllowList === null ? undefined : new Set(given.ipAllowList);
  app.qps = given.qps ?? app.qps;
  if (given.qpm !== undefined) app.qpm = given.qpm ?? undefined;
  app.window = given.window ?? app.window;
  app.stopped = given.stopped ?? app.stopped;
  if (given.appSecret !== undefined) {
    app.appSecret = given.appSecret;
    // Whoever had the old secret has no token any more.
    for (const [token, caller] of world.tokens) if (caller.app === app) world.tokens.delete(token);
  }
}

/** What is new may take its time to be in effect (fact sheet 14.6); what is gone is gone at once. */
function grant(world: World, app: App, scopes: readonly string[]): void {
  const since = world.now() + world.variants.permissionLagMs;
  const before = new Map(app.scopes);
  app.scopes.clear();
  for (const scope of scopes) app.scopes.set(scope, before.get(scope) ?? since);
}
