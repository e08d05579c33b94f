import type { Seeded } from '../support/seeded.js';
import { randomFilter, randomPath } from './filters.js';
import { oddBody, oddText, oddValue, randomResource } from './values.js';

/** A request that nobody in his right mind would send, and some that everybody does. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it goes out. */
  readonly body?: string;
}

type Type = 'Users' | 'Groups';

/** What was created before, by type. */
export type Known = Readonly<Record<Type, readonly string[]>>;

const messages = 'urn:ietf:params:scim:api:messages:2.0';

/** One request; the same for the same state of `random` and the same number of known ids. */
export function randomRequest(random: Seeded, known: Known): FuzzRequest {
  const type = random.one<Type>(['Users', 'Groups']);
  const headers = randomHeaders(random);
  const send = (method: string, path: string, body?: unknown): FuzzRequest => ({
    method,
    path,
    headers,
    ...(body === undefined ? {} : { body: written(random, body) }),
  });
  const one = () => `/${type}/${random.below(8) === 0 ? oddSegment(random) : idOf(random, known, type)}`;
  switch (random.below(12)) {
    case 0:
    case 1:
      return send('POST', `/${type}`, randomResource(random, type, known));
    case 2:
      return send('PUT', one(), randomResource(random, type, known));
    case 3:
    case 4:
    case 5:
      return send('PATCH', one() + projection(random), patchBody(random, type, known));
    case 6:
    case 7:
      return send('GET', `/${random.one([type, type, ''])}${random.one(['', '/'])}?${query(random, type)}`);
    case 8:
      return send('GET', one() + projection(random));
    case 9:
      return send('POST', `/${random.one([`${type}/`, ''])}.search`, search(random, type));
    case 10:
      return send('POST', '/Bulk', bulk(random, known));
    default:
      return odd(random, send, one);
  }
}

const idOf = (random: Seeded, known: Known, type: Type): string =>
  known[type].length === 0 ? 'x' : random.one(known[type]);

function odd(
  random: Seeded,
  send: (method: string, path: string, body?: unknown) => FuzzRequest,
  one: () => string,
): FuzzRequest {
  // Seldom, so that something is left to be changed.
  if (random.below(3) === 0) return send('DELETE', one());
  const path = random.one([
    '/Schemas',
    '/ResourceTypes/User',
    '/ServiceProviderConfig?x=1',
    '/Me',
    '/Bulk',
    `/${oddSegment(random)}`,
    '',
    '/Users/.search/x',
  ]);
  const method = random.one(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
  return send(method, path, method === 'GET' || method === 'OPTIONS' ? undefined : oddBody(random));
}

const oddSegment = (random: Seeded): string =>
  random.one([encoded(oddText(random)).slice(0, 600), '%ff%fe', '%00']);

/** As encodeURIComponent, which half a surrogate pair would throw. */
const encoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

function randomHeaders(random: Seeded): Record<string, string> {
  const headers: Record<string, string> = {};
  if (random.below(6) === 0) headers['if-match'] = random.one(['*', 'W/"1"', '"x", W/"2"', ',,', 'W/', '""']);
  if (random.below(6) === 0) headers['if-none-match'] = random.one(['*', 'W/"1"', 'W/"9"', '"']);
  if (random.below(6) === 0)
    headers.accept = random.one(['application/json', ';;q=x', '*/*;q=0', 'text/html']);
  headers['content-type'] = random.one([
    'application/scim+json',
    'application/json',
    'application/json;;',
    'a/b',
  ]);
  if (random.below(8) !== 0) headers['content-type'] = 'application/scim+json';
  return headers;
}

/** Mostly JSON; sometimes cut off, doubled, or spoiled by a byte. */
function written(random: Seeded, body: unknown): string {
  const text = JSON.stringify(body);
  switch (random.below(25)) {
    case 0:
      return text.slice(0, random.below(text.length + 1));
    case 1:
      return text.replace('{', `{"${random.one(['userName', 'displayName', '__proto__'])}":1,`);
    case 2:
      return `${text}${text}`;
    case 3:
      return text.replace(/[a-z]/, random.one(['\\u0000', '\\ud800', '\u0000', '\\x']));
    default:
      return text;
  }
}

function projection(random: Seeded): string {
  if (random.below(3) > 0) return '';
  const names = random.some(['userName', 'members', 'groups.value', 'emails', 'x', oddText(random)]);
  const value = encoded(names.join(','));
  return `?${random.one(['attributes', 'excludedAttributes', 'Attributes'])}=${value}`;
}

function query(random: Seeded, type: Type): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search(random, type))) {
    if (name !== 'schemas') parameters.append(name, String(value));
  }
  return parameters.toString();
}

function search(random: Seeded, type: Type): Record<string, unknown> {
  const number = () => random.one(['1', '0', '-1', '5', '1e3', '9007199254740993', 'x', '', oddText(random)]);
  const asked: Record<string, unknown> = { schemas: [`${messages}:SearchRequest`] };
  if (random.below(5) > 0) asked.filter = randomFilter(random, type);
  if (random.below(3) === 0) asked.sortBy = randomPath(random, type);
  if (random.below(4) === 0) asked.sortOrder = random.one(['ascending', 'descending', 'x']);
  if (random.below(3) === 0) asked.count = number();
  if (random.below(3) === 0) asked.startIndex = number();
  if (random.below(5) === 0) asked.cursor = random.one(['', 'x', oddText(random), 'AAAA.BBBB']);
  if (random.below(5) === 0) asked.attributes = random.one(['userName', 'id,displayName', oddText(random)]);
  return asked;
}

function patchBody(random: Seeded, type: Type, known: Known): unknown {
  const operations = Array.from({ length: 1 + random.below(3) }, () => operation(random, type, known));
  return {
    schemas: [`${messages}:PatchOp`],
    Operations: random.below(20) === 0 ? oddValue(random) : operations,
  };
}

function operation(random: Seeded, type: Type, known: Known): unknown {
  const op = random.one(['add', 'replace', 'remove', 'Add', 'Replace', 'Remove', 'move', 7]);
  const resource = randomResource(random, type, known);
  const [name, value] = random.one(Object.entries(resource));
  switch (random.below(5)) {
    case 0:
      return { op, value: resource };
    case 1:
      return { op, path: name, value };
    case 2:
      return { op, path: randomPath(random, type), value: random.one([value, oddValue(random)]) };
    case 3: {
      const path = `${name}[${randomFilter(random, type)}]${random.one(['', '.value', '.x'])}`;
      return { op, path, value: random.one([value, oddValue(random)]) };
    }
    default:
      return { op, path: oddText(random), value: oddValue(random) };
  }
}

function bulk(random: Seeded, known: Known): unknown {
  const operations = Array.from({ length: random.below(6) }, (_, n) => bulkOperation(random, known, n));
  const failOnErrors = random.one([undefined, 1, 2, 'x']);
  return { schemas: [`${messages}:BulkRequest`], failOnErrors, Operations: operations };
}

function bulkOperation(random: Seeded, known: Known, n: number): unknown {
  const type = random.one<Type>(['Users', 'Groups']);
  const reference = `bulkId:${String(random.below(7))}`;
  const id = random.one([reference, idOf(random, known, type), oddText(random)]);
  switch (random.below(6)) {
    case 0:
      return oddValue(random);
    case 1:
      return { method: 'PATCH', path: `/${type}/${id}`, data: patchBody(random, type, known) };
    case 2:
      return { method: 'DELETE', path: `/${type}/bulkId:${String(random.below(7))}`, version: 'W/"1"' };
    default: {
      const data = { ...randomResource(random, type, known), members: [{ value: reference }] };
      return { method: 'POST', path: `/${type}`, bulkId: String(n), data };
    }
  }
}
