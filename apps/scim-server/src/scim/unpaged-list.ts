import { Readable } from 'node:stream';
import type { JsonObject } from '#common';
import type { ListQuery, Resources, StoredResource } from '#store';
import type { ListParameters } from './list-parameters.js';

const atOnce = 500;

/** Whether a list is asked for as if there were no pages. */
export const isUnpaged = ({ startIndex, count, cursor }: ListParameters): boolean =>
  startIndex === undefined && count === undefined && cursor === undefined;

/**
 * A list with everything in it (RFC 7644 3.4.2), as text that is written while it is read: however long it is, a few
 * hundred resources of it are in memory. Its totals come last, when they are known.
 */
export function unpagedList(
  resources: Resources,
  query: ListQuery,
  shown: (page: readonly StoredResource[]) => Promise<readonly JsonObject[]>,
): Readable {
  return Readable.from(textOf(resources, query, shown));
}

async function* textOf(
  resources: Resources,
  query: ListQuery,
  shown: (page: readonly StoredResource[]) => Promise<readonly JsonObject[]>,
): AsyncGenerator<string> {
  yield '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"startIndex":1,"Resources":[';
  let count = 0;
  let at: Parameters<Resources['walk']>[1] = { direction: 'next', count: atOnce };
  for (;;) {
    const page = await resources.walk(query, at);
    for (const body of await shown(page.resources)) {
      yield (count === 0 ? '' : ',') + JSON.stringify(body);
      count += 1;
    }
    if (!page.next) break;
    at = Object.assign({}, page.next, { count: atOnce });
  }
  yield `],"totalResults":${String(count)},"itemsPerPage":${String(count)}}`;
}
