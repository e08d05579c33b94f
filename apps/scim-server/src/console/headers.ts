import type { FastifyReply, FastifyRequest } from 'fastify';
import { isBelow } from '../request.js';

/** The console has no script at all, and a stylesheet of its own. */
const console = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Bull Board runs its own scripts only; its link to fonts of another house, slow in some countries, is left out. */
const board = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of whatever a browser may show: nothing is kept, framed, guessed at or told to other sites. */
export function protect(request: FastifyRequest, reply: FastifyReply, boardPath: string): void {
  if (isBelow(request, '/scim')) return;
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': isBelow(request, boardPath) ? board : console,
  });
  if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
}
