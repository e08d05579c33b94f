import { z } from 'zod';
import { Refusal } from '../refusal.js';
import type { OpenEndpoint } from './endpoint.js';

const topicsSchema = z.array(z.object({ type: z.string(), topic: z.string() }));

/** Gives the ticket of a Stream connection for the app's credentials, without a token (fact sheet 7.3.1). */
export const connectionsEndpoint: OpenEndpoint = {
  kind: 'open',
  method: 'POST',
  path: '/v1.0/gateway/connections/open',
  answer: (world, given, { host }) => {
    const clientId = given.raw('clientId');
    const found = typeof clientId === 'string' ? world.apps.get(clientId) : undefined;
    if (!found || found.app.appSecret !== given.raw('clientSecret')) throw authFailed();
    const topics = topicsSchema.safeParse(given.raw('subscriptions')).data ?? [];
    const subscription = world.events.subscription(found.app, found.org);
    const ticket = world.events.tickets.issue({ subscription, topics });
    return { endpoint: `ws://${host}/connect`, ticket };
  },
  render: (world, { endpoint, ticket }, { accept }) => {
    if (!world.events.around.variants.xmlByDefault || accept.includes('json')) return undefined;
    const text = `<Response><endpoint>${String(endpoint)}</endpoint><ticket>${String(ticket)}</ticket></Response>`;
    return { kind: 'text', status: 200, type: 'application/xml', text };
  },
};

/** Correction C4. */
const authFailed = () => new Refusal('authFailed', { status: 401, text: '鉴权失败' });
