import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { World } from '../world.js';
import type { Exchange } from './exchange.js';

const openPath = '/v1.0/gateway/connections/open';
const openSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  subscriptions: z.array(z.object({ type: z.string(), topic: z.string() })).default([]),
});
const longestFrame = 1_000_000;

/** Stream mode's two doors: the one that gives a ticket, and the websocket that takes it (fact sheet 7.3). */
export function registerGateway(server: FastifyInstance, world: World, exchange: () => Exchange): void {
  server.post(openPath, (request, reply) => {
    const { data } = openSchema.safeParse(request.body);
    const found = world.apps.get(data?.clientId ?? '');
    const granted = data && found?.app.appSecret === data.clientSecret ? found : undefined;
    const subscription = granted && exchange().subscription(granted.app.appKey);
    world.record({
      org: granted?.org.corpId ?? '',
      appKey: data?.clientId ?? '',
      method: 'POST',
      path: openPath,
      errcode: subscription ? '0' : 'authFailed',
      ms: 0,
    });
    if (!data || !subscription) return refuse(reply, exchange());
    const ticket = exchange().tickets.issue({ subscription, topics: data.subscriptions });
    const endpoint = `ws://${request.host}/connect`;
    const { xmlByDefault } = exchange().around.variants;
    if (!xmlByDefault || request.headers.accept?.includes('json')) return { endpoint, ticket };
    const body = `<Response><endpoint>${endpoint}</endpoint><ticket>${ticket}</ticket></Response>`;
    return reply.type('application/xml').serializer(String).send(body);
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame });
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://simulator');
    const grant =
      pathname === '/connect' ? exchange().tickets.redeem(searchParams.get('ticket') ?? '') : undefined;
    if (!grant) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      exchange().stream.connect(grant.subscription, grant.topics, opened);
    });
  });
}

/** Correction C4. */
function refuse(reply: FastifyReply, { around }: Exchange): FastifyReply {
  const requestid = around.identifiers.uuid().toUpperCase();
  return reply.code(401).send({ requestid, code: 'authFailed', message: '鉴权失败' });
}
