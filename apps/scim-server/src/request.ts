import type { FastifyRequest } from 'fastify';
import type { Role } from '#admin-api';
import type { TokenOwner } from '#store';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the client reached us by TLS, as far as is known: cookies are bound to it then. */
    overTls: boolean;
    /** Set on every request that a SCIM token let in. */
    scimOwner?: TokenOwner;
    /** Set on every request of a signed-in administrator. */
    administrator?: string;
    /** What whoever is signed in may do. */
    role?: Role;
  }
}

/** The pattern of the matched route; undefined where none matched. Never the url: that holds queries. */
export const routeOf = (request: FastifyRequest): string | undefined => request.routeOptions.url;

/**
 * Whether a request is for something below `prefix`. The matched route decides, because the router decodes
 * before it matches; for what matched nothing the path that was sent does, once it is undone.
 */
export function isBelow(request: FastifyRequest, prefix: string): boolean {
  const route = routeOf(request) ?? plain(request.url);
  return route === prefix || route.startsWith(`${prefix}/`);
}

/** A path with everything undone that could hide where it leads: origin, escapes, dots, slashes, capitals. */
function plain(url: string): string {
  try {
    const path = decodeURIComponent(url.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?;]/)[0] ?? '');
    const { pathname } = new URL(path.replace(/[\\/]+/g, '/'), 'http://plain');
    return decodeURIComponent(pathname).toLowerCase();
  } catch {
    return url;
  }
}

/** Whether a browser opens a page, rather than a program reading an answer. */
export function isNavigation(request: FastifyRequest): boolean {
  return request.method === 'GET' && /\btext\/html\b/i.test(request.headers.accept ?? '');
}

/**
 * The address under which the client reached us, without a slash at its end: the configured one, or what the
 * request says. Behind a trusted proxy that is its X-Forwarded-Proto, -Host and -Prefix.
 */
export function publicAddress(
  request: FastifyRequest,
  { PUBLIC_URL, TRUST_PROXY }: { readonly PUBLIC_URL?: string | undefined; readonly TRUST_PROXY: number },
): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL.replace(/\/+$/, '');
  const prefix = TRUST_PROXY > 0 ? forwardedPrefix(request) : '';
  return `${request.protocol}://${request.host}${prefix}`;
}

/** The path that the proxy has taken off; what is no plain path is none. */
function forwardedPrefix(request: FastifyRequest): string {
  const given = request.headers['x-forwarded-prefix'];
  const prefix = (typeof given === 'string' ? given : '').split(',').at(-1)?.trim().replace(/\/+$/, '') ?? '';
  return /^(?:\/[\w.~-]+)+$/.test(prefix) ? prefix : '';
}

/** Whether a client's way to us is TLS: by what the proxy says where it is believed, or by our own public address. */
export const isOverTls = (
  { protocol }: { readonly protocol: string },
  { PUBLIC_URL }: { readonly PUBLIC_URL?: string | undefined },
): boolean => protocol === 'https' || (PUBLIC_URL?.startsWith('https:') ?? false);
