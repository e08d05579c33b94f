import { addressOf } from '#admin-api';
import type { Asked, Endpoint, endpoints, Heard, Place, Sent } from '#admin-api';
import { Refusal } from './refusal.js';

type Nouns = typeof endpoints;
type Row = { [Noun in keyof Nouns]: Nouns[Noun][keyof Nouns[Noun]] }[keyof Nouns] & Endpoint;

/** The methods that the table of endpoints knows. */
export type Method = Row['method'];
/** The paths that the table has for a method. */
export type PathOf<M extends Method> = Extract<Row, { method: M }>['path'];
type At<M extends Method, P extends PathOf<M>> = Extract<Row, { method: M; path: P }>;

/** What an endpoint is given: what its path has to be filled with, a query and a body, where it takes them. */
export type Given<M extends Method, P extends PathOf<M>> = (keyof Place<At<M, P>> extends never
  ? { readonly place?: undefined }
  : { readonly place: Place<At<M, P>> }) &
  ([Asked<At<M, P>>] extends [never]
    ? { readonly query?: undefined }
    : { readonly query?: Asked<At<M, P>> }) &
  ([Sent<At<M, P>>] extends [never] ? { readonly body?: undefined } : { readonly body: Sent<At<M, P>> });

/** What arrives from an endpoint. */
export type Answer<M extends Method, P extends PathOf<M>> = Heard<At<M, P>>;

const patienceMs = 60_000;

/**
 * Asks the admin API. The table of endpoints is used for its types alone: paths and methods are written out and
 * checked by the compiler, so that no validator is sent to the browser.
 *
 * @throws Refusal for whatever is not a success
 */
export async function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  given: Given<M, P>,
): Promise<Answer<M, P>> {
  const { place, query, body } = given as Loose;
  const response = await fetch(addressOf({ path } as unknown as Endpoint, place ?? {}, query as never), {
    method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(patienceMs),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal(0, '');
  });
  if (!response.ok) throw await Refusal.of(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer<M, P>;
}

interface Loose {
  readonly place?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}
