import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'lossless-json';
import { registerControl } from './control/control.js';
import { BadInput } from './control/input.js';
import { registerPage } from './page.js';
import type { Incoming, Outgoing } from './pipeline/call.js';
import { serve } from './pipeline/serve.js';
import type { World } from './world.js';

const maxBody = 1_000_000;

/** Both of DingTalk's host families on one port, and the control plane below /__sim. */
export function buildServer(world: World): FastifyInstance {
  const server = Fastify({ logger: false, bodyLimit: maxBody });
  // Integers beyond 2^53 leave as bare numbers, as DingTalk writes them.
  server.setReplySerializer((payload) => stringify(payload) ?? '');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    // DingTalk's paths read their body in their own step; the control plane takes JSON only.
    done(null, isControl(request) ? readControl(text) : text);
  });
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof BadInput)
      return reply.code(error.status).send({ error: error.message, field: error.field });
    return reply.code(500).send({ error: 'simulator fault' });
  });
  registerControl(server, world);
  registerPage(server);
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    handler: async (request, reply) => {
      if (isControl(request)) return reply.code(404).send({ error: 'no such control' });
      return send(reply, await serve(world, incoming(request)));
    },
  });
  return server;
}

const isControl = ({ url }: FastifyRequest) => url.startsWith('/__sim');

/** undefined where it is no JSON: every schema refuses that by name. */
function readControl(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function incoming(request: FastifyRequest): Incoming {
  const { pathname, searchParams } = new URL(request.url, 'http://simulator');
  const header = request.headers['x-acs-dingtalk-access-token'];
  return {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    tokenHeader: typeof header === 'string' ? header : undefined,
    text: typeof request.body === 'string' ? request.body : '',
    address: request.ip,
  };
}

function send(reply: FastifyReply, outgoing: Outgoing): FastifyReply {
  switch (outgoing.kind) {
    case 'hang':
      return reply.hijack();
    case 'cut':
      reply.hijack();
      reply.raw.destroy();
      return reply;
    case 'truncated':
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'application/json;charset=UTF-8',
        'content-length': String(outgoing.text.length * 2),
      });
      reply.raw.write(outgoing.text, () => reply.raw.destroy());
      return reply;
    case 'text':
      return reply.code(outgoing.status).type(outgoing.type).serializer(String).send(outgoing.text);
    case 'json':
      return reply.code(outgoing.status).type(outgoing.type).send(outgoing.body);
  }
}
