import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The session is for requests of our own pages only, and so is the mark of a browser that is known. The ticket of who signs in at a provider must come along when that
 * other site sends him back.
 */
const kinds = {
  session: { name: 'bridge_session', sameSite: 'strict' },
  browser: { name: 'bridge_browser', sameSite: 'strict' },
  ticket: { name: 'bridge_ticket', sameSite: 'lax' },
} as const;

type Kind = keyof typeof kinds;

/** Behind TLS it is bound to this host and never sent in the clear. */
const nameOf = ({ overTls }: FastifyRequest, kind: Kind): string =>
  overTls ? `__Host-${kinds[kind].name}` : kinds[kind].name;

const optionsOf = ({ overTls }: FastifyRequest, kind: Kind) =>
  ({ path: '/', httpOnly: true, sameSite: kinds[kind].sameSite, secure: overTls }) as const;

/** What the browser sent; undefined: no such cookie. */
export const readCookie = (request: FastifyRequest, kind: Kind): string | undefined =>
  request.cookies[nameOf(request, kind)];

export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  value: string,
  seconds: number,
): void {
  void reply.setCookie(nameOf(request, kind), value, { ...optionsOf(request, kind), maxAge: seconds });
}

export function clearCookie(request: FastifyRequest, reply: FastifyReply, kind: Kind): void {
  void reply.clearCookie(nameOf(request, kind), optionsOf(request, kind));
}
