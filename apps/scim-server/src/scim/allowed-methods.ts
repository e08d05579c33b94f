import { ScimError } from '#scim';

const collection = 'GET, HEAD, POST';
const item = 'GET, HEAD, PUT, PATCH, DELETE';
const readOnly = 'GET, HEAD';

/** What may be done at the addresses below /scim/v2, in the order they are looked at (RFC 7644 section 3.2). */
const addresses: readonly (readonly [path: RegExp, methods: string])[] = [
  [/^$/, readOnly],
  [/^\/(?:schemas|resourcetypes)(?:\/[^/]+)?$/, readOnly],
  [/^\/serviceproviderconfig$/, readOnly],
  [/^\/bulk$/, 'POST'],
  [/^(?:\/users|\/groups)?\/\.search$/, 'POST'],
  [/^\/(?:users|groups)$/, collection],
  [/^\/(?:users|groups)\/[^/]+$/, item],
];

/** The methods of an address, as the Allow header lists them; undefined where there is nothing at all. */
export function allowedMethods(url: string): string | undefined {
  const [path = ''] = url.split('?');
  const match = /^\/scim\/v2(?<rest>\/.*)?$/i.exec(path);
  if (match === null) return undefined;
  const plain = (match.groups?.rest ?? '').toLowerCase().replace(/\/+$/, '');
  return addresses.find(([pattern]) => pattern.test(plain))?.[1];
}

/** Whether something is at an address, but not for this method: 405, not 404 (RFC 9110 15.5.6). */
export function isOtherMethod({ url, method }: { readonly url: string; readonly method: string }): boolean {
  const allowed = allowedMethods(url);
  return allowed !== undefined && !allowed.split(', ').includes(method);
}

/** @throws ScimError 405, before anything of the request is read */
export function demandMethod(request: { readonly url: string; readonly method: string }): void {
  if (isOtherMethod(request)) throw otherMethod();
}

export const otherMethod = (): ScimError => new ScimError(405, 'This address does not take that method.');
