import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import type { World } from '../world.js';

const longestFrame = 1_000_000;
const refusal = 'HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/** The websocket that takes a ticket (fact sheet 7.3.2); connections end when the server closes. */
export function registerConnectDoor(server: FastifyInstance, world: World): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame });
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://simulator');
    const ticket = pathname === '/connect' ? searchParams.get('ticket') : null;
    const grant = world.events.tickets.redeem(ticket ?? '');
    if (!grant) {
      socket.end(refusal);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      world.events.stream.connect(grant.subscription, grant.topics, opened);
    });
  });
  server.addHook('preClose', (done) => {
    world.events.close();
    done();
  });
}
