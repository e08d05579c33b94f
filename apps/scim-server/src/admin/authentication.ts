import type { FastifyReply, FastifyRequest } from 'fastify';
import { ScimError } from '#scim';
import type { Administrators, SignedIn } from '#store';
import { clearCookie, readCookie, setCookie } from './cookies.js';
import { neededRole } from './needed-role.js';

/** The session's secret as the browser sent it. */
export const sessionSecret = (request: FastifyRequest): string | undefined => readCookie(request, 'session');

/** The token that a program sent. */
const tokenOf = (request: FastifyRequest): string | undefined =>
  /^Bearer +(admin_[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];

/** Whose request it is: a program's by its token, or a browser's by its session. SCIM tokens open nothing here. */
export async function signedIn(
  request: FastifyRequest,
  administrators: Administrators,
): Promise<SignedIn | undefined> {
  const [token, secret] = [tokenOf(request), sessionSecret(request)];
  if (token !== undefined) return administrators.ownerOf(token);
  return secret === undefined ? undefined : administrators.administratorOf(secret);
}

/** Notes with a request whose it is. */
export async function recognise(request: FastifyRequest, administrators: Administrators): Promise<void> {
  const known = await signedIn(request, administrators);
  if (!known) return;
  request.administrator = known.name;
  request.role = known.role;
}

/** @throws ScimError 401 when nobody is signed in; 403 for who may not do this */
export function demandRole(request: FastifyRequest): void {
  const needed = neededRole(request);
  if (needed === 'anyone') return;
  if (request.role === undefined) throw new ScimError(401, 'Sign in first.');
  if (needed === 'administrator' && request.role !== 'administrator')
    throw new ScimError(403, 'Only an administrator may do this.');
}

/**
 * SameSite=Strict keeps the cookie from requests of other sites; this keeps out what a browser says itself comes from
 * elsewhere, as a second lock. Browsers send Sec-Fetch-Site where they trust the address and Origin with every write;
 * who sends neither is no browser, and has no cookie that another site could use.
 *
 * @param publicUrl how browsers reach us, where that is not what their requests say
 * @throws ScimError 403
 */
export function demandSameSite(request: FastifyRequest, publicUrl: string | undefined): void {
  if (request.method === 'GET' || request.method === 'HEAD' || tokenOf(request) !== undefined) return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const elsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (elsewhere || (origin !== undefined && !isOwn(origin, request.host, publicUrl)))
    throw new ScimError(403, 'This request came from another site.');
}

function isOwn(origin: string, host: string, publicUrl: string | undefined): boolean {
  const from = hostOf(origin);
  return from !== undefined && (from === host || from === hostOf(publicUrl));
}

const hostOf = (url = ''): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);

export function setSession(
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
  hours: number,
): void {
  setCookie(request, reply, 'session', secret, hours * 3600);
}

export function clearSession(request: FastifyRequest, reply: FastifyReply): void {
  clearCookie(request, reply, 'session');
}
