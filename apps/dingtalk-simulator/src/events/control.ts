import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { BadInput, changesOf, found, read } from '../control/input.js';
import type { World } from '../world.js';
import { mayPostTo } from './callback-settings.js';
import { contactEventTypes } from './contact-event.js';
import { eventVariantsSchema, ownMishapsSchema } from './event-variants.js';

const base = '/__sim/events';
const appKey = z.string();
const appSchema = z.strictObject({ appKey });
const typesSchema = z.strictObject({ appKey, types: z.array(z.enum(contactEventTypes)).nullable() });
const mishapsSchema = ownMishapsSchema.extend({ appKey });
const endSchema = z.strictObject({ appKey, how: z.enum(['told', 'cut']).default('told') });
const pushSchema = z.strictObject({ appKey, topic: z.string(), data: z.unknown() });
const callbackSchema = z.strictObject({
  appKey,
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().regex(/^[a-zA-Z0-9]{3,32}$/),
  aesKey: z.string().regex(/^[a-zA-Z0-9]{43}$/),
});
const changes = changesOf(eventVariantsSchema.shape);

/** The control plane of events: what is set in the developer console, what goes wrong on the way, what was counted. */
export function registerEventControl(server: FastifyInstance, world: World): void {
  const subscription = (key: string) => {
    const { app, org } = found(world.apps.get(key), 'appKey');
    return world.events.subscription(app, org);
  };

  server.get(base, (request) => {
    const one = subscription(read(appSchema, request.query).appKey);
    return {
      counters: one.counters,
      open: world.events.stream.open(one.appKey),
      waiting: one.kept.length,
      types: one.ticked ? [...one.ticked] : null,
      callback: one.callback?.url ?? null,
    };
  });

  server.get(`${base}/variants`, () => world.events.around.variants);

  server.post(`${base}/variants`, (request) => {
    world.touch();
    return Object.assign(world.events.around.variants, read(changes, request.body));
  });

  /** What goes wrong with the events of one app; what is left out is as the variants say. */
  server.post(`${base}/mishaps`, (request) => {
    const { appKey: key, ...given } = read(mishapsSchema, request.body);
    subscription(key).mishaps = given;
    world.touch();
    return { ok: true };
  });

  server.post(`${base}/types`, (request) => {
    const given = read(typesSchema, request.body);
    subscription(given.appKey).ticked = given.types ? new Set(given.types) : undefined;
    world.touch();
    return { ok: true };
  });

  server.post(`${base}/callback`, async (request) => {
    const { appKey: owner, url, token, aesKey } = read(callbackSchema, request.body);
    const { callbacks, around } = world.events;
    const one = subscription(owner);
    if (!mayPostTo(url, around.variants)) throw new BadInput(400, 'url', 'url: only to this machine');
    const target = { url, token, aesKey, origin: 'console', owner, tags: undefined } as const;
    if (!(await callbacks.check(target)))
      throw new BadInput(409, 'url', 'url: it did not answer check_url with success');
    one.callback = target;
    world.touch();
    return { ok: true };
  });

  server.delete(`${base}/callback`, (request) => {
    subscription(read(appSchema, request.query).appKey).callback = undefined;
    world.touch();
    return { ok: true };
  });

  /** The server ends an app's Stream connections: told beforehand, or as a line breaks. */
  server.post(`${base}/end`, (request) => {
    const given = read(endSchema, request.body);
    subscription(given.appKey);
    if (given.how === 'told') world.events.stream.end(given.appKey);
    else world.events.stream.cut(given.appKey);
    return { ok: true };
  });

  /** A CALLBACK message, as a robot or a card makes one: it counts against the allowance. */
  server.post(`${base}/push`, (request) => {
    const { appKey: key, topic, data } = read(pushSchema, request.body);
    const one = subscription(key);
    one.counters.counted += 1;
    const message = { type: 'CALLBACK', topic, headers: {}, data: JSON.stringify(data ?? {}) } as const;
    world.events.stream.push(one, message);
    return { ok: true };
  });
}
