import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '#common';
import {
  listResponse,
  parseFilter,
  parsePaging,
  parseProjection,
  parseSortBy,
  parseSortOrder,
  ScimError,
} from '#scim';
import type { CursorPaging, ResourceType } from '#scim';
import { Store } from '#store';
import type { ConnectionStore, ListQuery, Resources, StoredResource } from '#store';
import { Cursors } from './cursors.js';
import type { WalkedQuery } from './cursors.js';
import type { ListParameters } from './list-parameters.js';
import { PUBLIC_BASE } from './public-base.js';
import type { PublicBase } from './public-base.js';
import { ownerOf, pageLimits } from './scim-request.js';
import { show } from './shown.js';
import { isUnpaged, unpagedList } from './unpaged-list.js';

/** Answers with lists of resources of one type, or of all: filtered, sorted, a page of them (RFC 7644 3.4.2, RFC 9865). */
@Injectable()
export class ListAnswers {
  constructor(
    private readonly store: Store,
    private readonly cursors: Cursors,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
  ) {}

  /** @throws ScimError 400 invalidFilter, invalidValue, invalidCursor, expiredCursor, invalidCount */
  async list(
    request: FastifyRequest,
    types: readonly ResourceType[],
    asked: ListParameters,
  ): Promise<JsonObject | StreamableFile> {
    const { id: connectionId, unpagedLists } = ownerOf(request);
    const store = this.store.of(connectionId);
    const { resources } = store;
    const baseUrl = this.base(request);
    const [filter, sortBy] = [textOf('filter', asked.filter), textOf('sortBy', asked.sortBy)];
    const query = listQuery(types, filter, sortBy, asked.sortOrder, baseUrl);
    const paging = parsePaging(asked, pageLimits);
    const shown = this.projected(store, types, asked, baseUrl);
    if (unpagedLists && isUnpaged(asked)) return new StreamableFile(unpagedList(resources, query, shown));
    if (paging.kind === 'index') {
      const page = await resources.list(query, paging);
      const { totalResults } = page;
      return listResponse({
        resources: await shown(page.resources),
        totalResults,
        startIndex: paging.startIndex,
      });
    }
    const walked = { connectionId, types, filter, sortBy, order: query.order };
    return this.walk(resources, query, walked, paging, shown);
  }

  private async walk(
    resources: Resources,
    query: ListQuery,
    walked: WalkedQuery,
    { cursor, count }: CursorPaging,
    shown: (page: readonly StoredResource[]) => Promise<readonly JsonObject[]>,
  ): Promise<JsonObject> {
    const at =
      cursor === undefined
        ? ({ direction: 'next', count: count ?? pageLimits.defaultCount } as const)
        : this.cursors.open(walked, cursor, count);
    const page = await resources.walk(query, at);
    const seal = (beside: typeof page.next) =>
      beside && this.cursors.seal(walked, { ...beside, count: at.count });
    const [previousCursor, nextCursor] = [seal(page.previous), seal(page.next)];
    return listResponse({
      resources: await shown(page.resources),
      totalResults: page.totalResults,
      ...(previousCursor === undefined ? {} : { previousCursor }),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    });
  }

  /** How resources are shown, each by the attributes that its own type has of those asked for, in the order given. */
  private projected(
    store: ConnectionStore,
    types: readonly ResourceType[],
    asked: ListParameters,
    baseUrl: string,
  ): (page: readonly StoredResource[]) => Promise<readonly JsonObject[]> {
    const projections = types.map((type) => ({ type, projection: parseProjection(asked, type) }));
    return async (page) => {
      const bodies = new Map<StoredResource, JsonObject>();
      for (const { type, projection } of projections) {
        const own = page.filter((one) => one.type === type);
        const parts = await show(store, own, projection, baseUrl);
        for (const [index, stored] of own.entries()) {
          const body = parts[index]?.body;
          if (body !== undefined) bodies.set(stored, body);
        }
      }
      return page.map((stored) => bodies.get(stored)).filter((body) => body !== undefined);
    };
  }
}

function listQuery(
  types: readonly ResourceType[],
  filter: string | undefined,
  sortBy: string | undefined,
  sortOrder: unknown,
  baseUrl: string,
): ListQuery {
  const order = parseSortOrder(sortOrder);
  const parts = types.map((type) => {
    const by = parseSortBy(sortBy, type);
    return {
      type,
      ...(filter === undefined ? {} : { filter: parseFilter(filter, type) }),
      ...(by === undefined ? {} : { sortBy: by }),
    };
  });
  // An order is one of values: where there are none, it is that in which resources were made.
  return { parts, order: parts.some((part) => 'sortBy' in part) ? order : 'ascending', baseUrl };
}

/** A parameter that is one text; undefined where it is left out, or empty. */
function textOf(name: 'filter' | 'sortBy', value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  throw new ScimError(400, `${name} must be one text.`, name === 'filter' ? 'invalidFilter' : 'invalidValue');
}
