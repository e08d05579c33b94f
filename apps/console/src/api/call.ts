import { addressOf } from '#admin-api';
import type { Asked, Endpoint, endpoints, Heard, Place, Sent } from '#admin-api';
import { Refusal } from './refusal.js';

type Nouns = typeof endpoints;
type Row = { [Noun in keyof Nouns]: Nouns[Noun][keyof Nouns[Noun]] }[keyof Nouns];
/** The table of endpoints by method and path. */
type Table = { [R in Row as R extends Endpoint ? `${R['method']} ${R['path']}` : never]: R };
/** A method and a path that the table has: `GET /connections/{id}`. */
export type Order = keyof Table;
type RowOf<O extends Order> = Table[O] extends Endpoint ? Table[O] : never;

/** What an endpoint is given: what its path has to be filled with, a query and a body, where it takes them. */
export type Given<O extends Order> = (keyof Place<RowOf<O>> extends never
  ? { readonly place?: undefined }
  : { readonly place: Place<RowOf<O>> }) &
  ([Asked<RowOf<O>>] extends [never]
    ? { readonly query?: undefined }
    : { readonly query?: Asked<RowOf<O>> }) &
  ([Sent<RowOf<O>>] extends [never] ? { readonly body?: undefined } : { readonly body: Sent<RowOf<O>> });

/** What arrives from an endpoint. */
export type Answer<O extends Order> = Heard<RowOf<O>>;

const patienceMs = 60_000;

/**
 * Asks the admin API. The table of endpoints is used for its types alone: paths and methods are written out and
 * checked by the compiler, so that no validator is sent to the browser.
 *
 * @throws Refusal for whatever is not a success
 */
export async function call<O extends Order>(order: O, given: Given<O>): Promise<Answer<O>> {
  const { body } = given as Loose;
  const response = await fetch(addressAt(order, given), {
    method: methodOf(order),
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
  return (response.status === 204 ? undefined : await response.json()) as Answer<O>;
}

/** Where an endpoint is: for a link, or for what is not fetched. */
export function addressAt<O extends Order>(order: O, given: Given<O>): string {
  const path = order.slice(methodOf(order).length + 1);
  const { place, query } = given as Loose;
  return addressOf({ path } as Endpoint, place ?? {}, query as never);
}

const methodOf = (order: Order): string => order.slice(0, order.indexOf(' '));

interface Loose {
  readonly place?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}
