import type { FastifyReply, FastifyRequest } from 'fastify';
import { isBelow } from '../request.js';

/** Whatever is no page of the console and no board: nothing of it is to be run or shown. */
const nothing = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** Bull Board runs its own scripts only. */
const board = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  // The console shows it inside.
  "frame-ancestors 'self'",
];

/** The console runs the scripts it was built from, and styles that bear the nonce of the answer. */
export const consolePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Headers of whatever a browser may show: nothing is kept, framed, guessed at, told to other sites or sent in the clear. */
export function protect(request: FastifyRequest, reply: FastifyReply, boardPath: string): void {
  if (isBelow(request, '/scim')) return;
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(request.overTls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  });
  if (!reply.hasHeader('content-security-policy')) {
    const policy = isBelow(request, boardPath) ? board : nothing;
    void reply.header('content-security-policy', policy.join('; '));
  }
  if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
}
