import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { consoleCallback } from './callback-settings.js';
import { contactEventTypes } from './contact-event.js';
import { eventVariantsSchema } from './event-variants.js';
import type { Exchange } from './exchange.js';
import type { Subscription } from './subscription.js';

const base = '/__sim/events';
const appSchema = z.object({ appKey: z.string() });
const tickSchema = appSchema.extend({ types: z.array(z.enum(contactEventTypes)).nullable() });
const endSchema = appSchema.extend({ how: z.enum(['told', 'cut']).default('told') });
const pushSchema = appSchema.extend({ topic: z.string(), data: z.unknown() });

/** The control plane of events: what is set in the developer console, what goes wrong on the way, what was counted. */
export function registerEventControl(server: FastifyInstance, exchange: () => Exchange): void {
  const of = (appKey: string): Subscription => {
    const found = exchange().subscription(appKey);
    if (!found)
      throw new z.ZodError([{ code: 'custom', path: ['appKey'], message: 'no such app', input: appKey }]);
    return found;
  };

  server.get(base, (request) => {
    const { appKey, counters, ticked, callback, kept } = of(appSchema.parse(request.query).appKey);
    return {
      counters: { ...counters },
      open: exchange().stream.open(appKey),
      waiting: kept.length,
      types: ticked ? [...ticked] : null,
      callback: callback?.url ?? null,
    };
  });

  server.post(`${base}/variants`, (request) =>
    Object.assign(exchange().around.variants, eventVariantsSchema.partial().parse(request.body)),
  );

  server.post(`${base}/types`, (request) => {
    const { appKey, types } = tickSchema.parse(request.body);
    of(appKey).ticked = types ? new Set(types) : undefined;
    return { ok: true };
  });

  server.post(`${base}/callback`, async (request, reply) => {
    const subscription = of(appSchema.parse(request.body).appKey);
    const target = consoleCallback(request.body, subscription.appKey, exchange().around.variants);
    if (!(await exchange().callbacks.check(target)))
      return reply.code(400).send({ error: 'the url did not answer check_url with success' });
    subscription.callback = target;
    return { ok: true };
  });

  server.delete(`${base}/callback`, (request) => {
    of(appSchema.parse(request.query).appKey).callback = undefined;
    return { ok: true };
  });

  /** The server ends an app's Stream connections: told beforehand, or as a line breaks. */
  server.post(`${base}/end`, (request) => {
    const { appKey, how } = endSchema.parse(request.body);
    if (how === 'told') exchange().stream.end(of(appKey).appKey);
    else exchange().stream.cut(of(appKey).appKey);
    return { ok: true };
  });

  /** A CALLBACK message, as a robot or a card makes one: it counts against the allowance. */
  server.post(`${base}/push`, (request) => {
    const { appKey, topic, data } = pushSchema.parse(request.body);
    const subscription = of(appKey);
    subscription.counters.counted += 1;
    const message = { type: 'CALLBACK', topic, headers: {}, data: JSON.stringify(data ?? {}) } as const;
    exchange().stream.push(subscription, message);
    return { ok: true };
  });
}
