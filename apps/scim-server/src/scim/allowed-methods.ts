const collection = 'GET, HEAD, POST';
const item = 'GET, HEAD, PUT, PATCH, DELETE';
const readOnly = 'GET, HEAD';

/** What may be done at the addresses below /scim/v2, in the order they are looked at (RFC 7644 section 3.2). */
const addresses: readonly (readonly [path: RegExp, methods: string])[] = [
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
  const below = /^\/scim\/v2(?<rest>\/.*)$/i.exec(path)?.groups?.rest;
  if (below === undefined) return undefined;
  const plain = below.toLowerCase().replace(/\/+$/, '');
  return addresses.find(([pattern]) => pattern.test(plain))?.[1];
}
