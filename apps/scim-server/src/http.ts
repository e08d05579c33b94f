import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '#runtime';
import type { Store } from '#store';
import { demandRole, demandSameSite, recognise } from './admin/authentication.js';
import { plainBytes, readJsonBody } from './bodies.js';
import { boardPath } from './board-path.js';
import type { Config } from './config.js';
import { protect } from './console/headers.js';
import { sendError } from './errors.filter.js';
import { isBelow, isNavigation, isOverTls, routeOf } from './request.js';
import { readRest } from './rest-of-request.js';
import { demandMethod } from './scim/allowed-methods.js';
import { authenticate } from './scim/authentication.js';
import { answerType, jsonBody } from './scim/media-type.js';
import { demandWritable } from './scim/read-only.js';
import { tellSnapshot } from './scim/snapshot.js';
import { answerUnreadable, maxHeaderBytes } from './unreadable.js';

/** The HTTP server before any route is on it: limits, bodies, doors, media types, the log. */
export async function buildHttp(config: Config, store: Store, logger: Logger): Promise<FastifyAdapter> {
  const adapter = new FastifyAdapter({
    bodyLimit: config.MAX_BODY,
    http: { maxHeaderSize: maxHeaderBytes },
    clientErrorHandler: answerUnreadable,
    trustProxy: config.TRUST_PROXY > 0 && ((_address, hop) => hop < config.TRUST_PROXY),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    genReqId: () => randomUUID(),
    // What cannot be decoded reaches no route and no hook.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.type(`${answerType(request.headers.accept)}; charset=utf-8`);
      sendError(error, request, reply, logger);
    },
    logger: false,
  });
  const server: FastifyInstance = adapter.getInstance();
  server.setErrorHandler((error, request, reply) => {
    sendError(error, request, reply, logger);
  });
  await server.register(cookie);
  server.decorateRequest('overTls', false);
  addBodyParsers(server);
  server.addHook('onRequest', async (request, reply) => {
    request.overTls = isOverTls(request, config);
    try {
      await openDoor(request, reply, store, config.PUBLIC_URL);
    } catch (error) {
      // Answered here: thrown, it would be the board's to answer, which knows nothing but 500.
      sendError(error, request, reply, logger);
      return reply;
    }
    if (isForSignIn(request)) return reply.redirect('/console?next=queues', 303);
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    setMediaType(request, reply);
    protect(request, reply, boardPath);
    done(null, payload);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    if (reply.getHeader('connection') === 'close') await readRest(request.raw);
    return payload;
  });
  server.addHook('onResponse', (request, reply, done) => {
    log(request, reply, logger);
    done();
  });
  return adapter;
}

function addBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(jsonBody, { parseAs: 'buffer' }, readJson);
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // Who does not say what it sends can only mean JSON, and what a DELETE brings along means nothing.
    if (!request.headers['content-type'] || request.method === 'DELETE') readJson(request, body, done);
    else done(new UnsupportedMediaTypeException());
  });
}

function readJson(
  request: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
  try {
    // RFC 9110 section 9.3.5: there is no meaning that the content of a DELETE could have.
    done(null, request.method === 'DELETE' ? undefined : readJsonBody(plainBytes(request, body)));
  } catch (error) {
    done(error as Error);
  }
}

/** /scim takes bearer tokens and no cookies; the admin API and the board take a session's cookie or a token of their own. */
async function openDoor(
  request: FastifyRequest,
  reply: FastifyReply,
  store: Store,
  publicUrl: string | undefined,
): Promise<void> {
  if (isBelow(request, '/scim')) {
    await authenticate(request, store.tokens);
    demandMethod(request);
    demandWritable(request);
    await tellSnapshot(request, reply, store);
    return;
  }
  const board = isBelow(request, boardPath);
  const admin = isBelow(request, '/admin');
  if (!board && !admin) return;
  await recognise(request, store.administrators);
  if (isForSignIn(request)) return;
  demandRole(request);
  demandSameSite(request, publicUrl);
}

/** A person who comes to the board without a session is shown the way in; programs are told 401. */
function isForSignIn(request: FastifyRequest): boolean {
  return request.administrator === undefined && isBelow(request, boardPath) && isNavigation(request);
}

function setMediaType(request: FastifyRequest, reply: FastifyReply): void {
  if (!isBelow(request, '/scim') || reply.statusCode === 204 || reply.statusCode === 304) return;
  void reply.header('content-type', `${answerType(request.headers.accept)}; charset=utf-8`);
}

function log(request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const route = routeOf(request) ?? 'none';
  if (route.startsWith('/health')) return;
  logger.info('request', {
    method: request.method,
    route,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    connection: request.scimOwner?.id,
    correlation: request.id,
  });
}
