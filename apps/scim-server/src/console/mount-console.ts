import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { consolePath } from './console-path.js';
import { consolePolicy } from './headers.js';

/** What the build writes in place of a nonce (apps/console/vite.config.mjs). */
const placeholder = 'nonce-of-this-answer';
const built = path.resolve(import.meta.dirname, '../../../../console');

/**
 * Serves the console's pages as they were built: the one document at every address below `/console` that is no
 * file, each time with a nonce of its own for the styles that it makes; scripts only from files whose names change
 * with what is in them. Nothing in them is secret: who has no session gets a form.
 */
export async function mountConsole(server: FastifyInstance): Promise<void> {
  const document = await readFile(path.join(built, 'index.html'), 'utf8');
  const send = (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', consolePolicy(nonce))
      .send(document.replaceAll(placeholder, nonce));
  };
  await server.register(fastifyStatic, {
    root: path.join(built, 'assets'),
    prefix: `${consolePath}/assets/`,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  server.get('/', (_request, reply) => reply.redirect(consolePath, 302));
  server.get(consolePath, send);
  server.get(`${consolePath}/*`, send);
}
