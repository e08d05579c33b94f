import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { parse, stringify } from 'lossless-json';
import { ZodError } from 'zod';
import { registerControl } from './control.js';
import { issueToken } from './endpoints/tokens.js';
import { registerEvents } from './events/events.js';
import { registerPage } from './page.js';
import { handle } from './pipeline.js';
import type { Outgoing } from './pipeline.js';
import { Refusal } from './refusal.js';
import type { World } from './world.js';

const maxBody = 1_000_000;

/** Both of DingTalk's host families on one port, and the control plane below /__sim. */
export function buildServer(world: World): FastifyInstance {
  const server = Fastify({ logger: false, bodyLimit: maxBody });
  // Integers beyond 2^53 leave as bare numbers, as DingTalk writes them.
  server.setReplySerializer((payload) => stringify(payload) ?? '');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, readBody(String(body)));
  });
  server.setErrorHandler((error, _request, reply) => {
    const bad = error instanceof ZodError;
    void reply.code(bad ? 400 : 500).send({ error: bad ? error.message : 'simulator fault' });
  });

  server.get('/gettoken', (request) => {
    const { appkey, appsecret } = request.query as Record<string, string | undefined>;
    const answer = oldToken(world, appkey, appsecret);
    world.record({
      org: '',
      appKey: appkey ?? '',
      method: 'GET',
      path: '/gettoken',
      errcode: String(answer.errcode),
      ms: 0,
    });
    return answer;
  });
  server.post('/v1.0/oauth2/accessToken', (request, reply) => {
    const { appKey, appSecret } = (request.body ?? {}) as { appKey?: string; appSecret?: string };
    const found = world.apps.get(appKey ?? '');
    const granted = found?.app.appSecret === appSecret ? found : undefined;
    const entry = {
      org: granted?.org.corpId ?? '',
      appKey: appKey ?? '',
      method: 'POST',
      path: '/v1.0/oauth2/accessToken',
    };
    world.record({ ...entry, errcode: granted ? '0' : 'invalidClientIdOrSecret', ms: 0 });
    if (granted) return { accessToken: issueToken(world, granted.app, granted.org), expireIn: 7200 };
    const requestid = world.random.text(32, '0123456789ABCDEF');
    return reply
      .code(400)
      .send({ requestid, code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' });
  });
  server.post('/gettoken', (_request, reply) =>
    reply.send(new Refusal('43001').body(world.random.requestId())),
  );
  // Known topapi paths answer GET as well, with their parameters in the query (correction C12).
  server.route({
    method: ['GET', 'POST'],
    url: '/topapi/*',
    handler: async (request, reply) => {
      const { access_token: inQuery, ...query } = request.query as Record<string, string | undefined>;
      const given = request.method === 'GET' ? query : (request.body as Record<string, unknown> | undefined);
      // The token may be in the form; the log must not get to see it.
      const { access_token: inForm, ...body } = given ?? {};
      const token = inQuery ?? (typeof inForm === 'string' ? inForm : undefined);
      const path = request.url.split('?')[0] ?? '';
      const incoming = { method: request.method, path, token, body: given && body };
      return send(reply, await handle(world, incoming));
    },
  });
  registerControl(server, world);
  registerEvents(server, world);
  registerPage(server);
  server.setNotFoundHandler((_request, reply) =>
    reply.code(200).send(new Refusal('404').body(world.random.requestId())),
  );
  return server;
}

function oldToken(world: World, appKey: string | undefined, appSecret: string | undefined) {
  if (!appKey || !appSecret) return { errcode: 40035, errmsg: '缺少参数 corpid or appkey' };
  const found = world.apps.get(appKey);
  if (found?.app.appSecret !== appSecret) return { errcode: 40096, errmsg: '不合法的appKey或appSecret' };
  const token = issueToken(world, found.app, found.org);
  return { errcode: 0, errmsg: 'ok', access_token: token, expires_in: 7200 };
}

function send(reply: FastifyReply, outgoing: Outgoing): FastifyReply {
  switch (outgoing.kind) {
    case 'cut':
      reply.hijack();
      reply.raw.destroy();
      return reply;
    case 'html':
      return reply
        .code(outgoing.status)
        .type('text/html')
        .serializer(String)
        .send('<html><body>blocked</body></html>');
    case 'json':
      return reply
        .code(outgoing.status ?? 200)
        .type('application/json;charset=UTF-8')
        .send(outgoing.body);
  }
}

/** JSON or form; undefined where it is neither. Integers too large for a double become bigint. */
function readBody(text: string): Record<string, unknown> | undefined {
  if (text === '') return undefined;
  try {
    const value = parse(text, undefined, (digits) => {
      const number = Number(digits);
      return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
    });
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return text.includes('=') ? Object.fromEntries(new URLSearchParams(text)) : undefined;
  }
}
