import type { FastifyReply, FastifyRequest } from 'fastify';
import { ScimError } from '#scim';
import type { Administrators } from '#store';

/** The session's cookie. Behind TLS it is bound to this host and never sent in the clear. */
const cookieName = (secure: boolean): string => (secure ? '__Host-bridge_session' : 'bridge_session');

/** The session's secret as the browser sent it. */
export const sessionSecret = (request: FastifyRequest): string | undefined =>
  request.cookies[cookieName(request.protocol === 'https')];

/** Recognises a signed-in administrator. SCIM tokens open nothing here. */
export async function recognise(request: FastifyRequest, administrators: Administrators): Promise<void> {
  const secret = sessionSecret(request);
  const name = secret === undefined ? undefined : await administrators.administratorOf(secret);
  if (name === undefined) return;
  request.administrator = name;
  request.role = 'administrator';
}

/** @throws ScimError 401 when nobody is signed in; 403 for a write from another site */
export function demandAdministrator(request: FastifyRequest): void {
  if (request.administrator === undefined) throw new ScimError(401, 'Sign in first.');
  demandSameSite(request);
}

/**
 * SameSite=Strict keeps the cookie from other sites' requests; this keeps out what a browser says itself comes
 * from elsewhere, as a second lock.
 */
export function demandSameSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const reading = request.method === 'GET' || request.method === 'HEAD';
  if (!reading && site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new ScimError(403, 'This request came from another site.');
  }
}

export function setSession(
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
  hours: number,
): void {
  const secure = request.protocol === 'https';
  void reply.setCookie(cookieName(secure), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
    maxAge: hours * 3600,
  });
}

export function clearSession(request: FastifyRequest, reply: FastifyReply): void {
  const secure = request.protocol === 'https';
  void reply.clearCookie(cookieName(secure), { path: '/', httpOnly: true, sameSite: 'strict', secure });
}
