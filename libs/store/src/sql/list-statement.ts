import { createHash } from 'node:crypto';
import type { ConnectionId } from '#common';
import type { AttributePath, Filter, ListPlace, ResourceType, SortOrder } from '#scim';
import type { Statement } from '../database.js';
import { Bindings } from '../filter/bindings.js';
import { compileFilter } from '../filter/compile.js';
import type { Condition } from '../filter/compile.js';
import { noSortKey, sortKey } from '../filter/sort-key.js';
import type { SortKey } from '../filter/sort-key.js';

/** The Resources of one type that belong to a list. */
export interface ListPart {
  readonly type: ResourceType;
  readonly filter?: Filter;
  /** Absent: they have nothing to be sorted by. */
  readonly sortBy?: AttributePath;
}

/** A list of Resources (RFC 7644 section 3.4.2): of one type, or of several, as at the root. */
export interface ListQuery {
  readonly parts: readonly ListPart[];
  readonly order: SortOrder;
  /** The public address of the SCIM root: filters may compare meta.location and $ref. */
  readonly baseUrl: string;
}

/** A part of the list's rows, ready to be selected. */
interface CompiledPart {
  /** Which rows belong to it. */
  readonly where: string;
  readonly key: SortKey | undefined;
  /** Rows are told apart, and put in order, by this where their keys do not. */
  readonly seq: string;
}

/** Up is ascending: by key, those without one last, then by age. Down is the very opposite. */
export type Walk = 'up' | 'down';

const columns = `r.id, r.type, r.generation, r.body, r.created_at as "createdAt", r.modified_at as "modifiedAt"`;

/** The statements of one list, over values of its own. */
export class ListStatements {
  readonly bindings: Bindings;
  private readonly parts: readonly CompiledPart[];
  private readonly isLookup: boolean;

  constructor(connectionId: ConnectionId, { parts, baseUrl }: ListQuery) {
    const bindings = new Bindings([connectionId]);
    this.bindings = bindings;
    this.isLookup = parts.every(isLookup);
    const keys = parts.map(({ type, sortBy }) => sortBy && sortKey(sortBy, { type, baseUrl, bindings }));
    const sorted = keys.find((key) => key !== undefined);
    this.parts = parts.map(({ type, filter }, index) => {
      const condition = filter && compileFilter(filter, { type, baseUrl, bindings });
      return {
        where: `r.connection_id = $1 and r.type = '${type}'${condition ? ` and ${condition.sql}` : ''}`,
        key: keys[index] ?? (sorted && noSortKey(sorted.type)),
        seq: seqOf(condition),
      };
    });
  }

  /** How many Resources are in the list. */
  total(): Statement {
    const counts = this.parts.map(({ where }) => `(select count(*) from resource r where ${where})`);
    return { text: `select ${counts.join(' + ')} as n` };
  }

  /** The Resources after a place in the list, if any is given, and after `offset` more. */
  page(
    walk: Walk,
    limit: number,
    after: { readonly offset: number } | { readonly place: ListPlace },
  ): Statement {
    const offset = 'offset' in after ? after.offset : 0;
    const beyond = 'place' in after ? this.beyond(walk, after.place) : () => ['true'];
    const [only] = this.parts;
    if (only && !only.key && this.parts.length === 1)
      return this.pageByAge(walk, only, beyond, limit, offset);
    const [reach, skipped, size] = [offset + limit, offset, limit].map((n) => this.bindings.add(n));
    const rows = this.parts.flatMap((part) =>
      beyond(part.key).map(
        (condition) => `(select r.id, r.seq, ${part.key?.sql ?? 'null::text'} as key
          from resource r where ${part.where} and ${condition}
          order by ${part.key ? `${part.key.sql} ${directions[walk]}, ` : ''}${part.seq} ${directions[walk]}
          limit ${reach})`,
      ),
    );
    const order = `${this.parts[0]?.key ? `key ${directions[walk]}, ` : ''}seq ${directions[walk]}`;
    // Ids first, bodies of one page only; "offset 0" has each body looked up by its id, however few seem to be stored.
    return {
      text: `with page as materialized (
        select * from (${rows.join(' union all ')}) found order by ${order} offset ${skipped} limit ${size})
      select ${columns}, page.seq, page.key::text as "key"
      from page cross join lateral (
        select * from resource r where r.connection_id = $1 and r.id = page.id offset 0) r
      order by ${order.replaceAll(/\b(key|seq)\b/g, 'page.$1')}`,
    };
  }

  /** Of one type and by age alone: who is looked up by a name is one row of one index. */
  private pageByAge(
    walk: Walk,
    { where, seq }: CompiledPart,
    beyond: (key: undefined) => readonly string[],
    limit: number,
    offset: number,
  ): Statement {
    const [size, skipped] = [this.bindings.add(limit), this.bindings.add(offset)];
    const text = `select ${columns}, r.seq, null as "key" from resource r
        where ${[where, ...beyond(undefined)].join(' and ')}
        order by ${seq} ${directions[walk]} offset ${skipped} limit ${size}`;
    return this.isLookup ? { name: nameOf(text), text } : { text };
  }

  /** What of a part comes after a place: conditions that an index can begin at, of which none meets another's rows. */
  private beyond(walk: Walk, { key: at, seq }: ListPlace): (key: SortKey | undefined) => readonly string[] {
    const compare = walk === 'up' ? '>' : '<';
    const place = `${this.bindings.add(seq)}::bigint`;
    const bound = at === null ? undefined : this.bindings.add(at);
    return (key) => {
      if (key === undefined) return [`r.seq ${compare} ${place}`];
      const { sql, type } = key;
      // Those without a key come last on the way up, and first on the way down.
      if (bound === undefined) {
        const passed = `${sql} is null and r.seq ${compare} ${place}`;
        return walk === 'up' ? [passed] : [passed, `${sql} is not null`];
      }
      const passed = `(${sql}, r.seq) ${compare} (${bound}::${type}, ${place})`;
      return walk === 'up' ? [passed, `${sql} is null`] : [passed];
    };
  }
}

// Postgres puts nulls last ascending and first descending, and so does RFC 7644 section 3.4.2.3.
const directions: Readonly<Record<Walk, string>> = { up: 'asc', down: 'desc' };

/**
 * Of an array's elements the planner knows nothing, and supposes so many rows with this address that walking
 * along seq until the page is full looks cheapest. An expression has no index to walk along.
 */
const seqOf = (condition: Condition | undefined): string => (condition?.narrows ? '(r.seq + 0)' : 'r.seq');

/** What identity providers look Resources up by, before every write: a handful of texts, worth planning once. */
const lookedUpBy: ReadonlySet<string> = new Set(['userName', 'externalId', 'id']);

/** Whether one Resource is looked for by a name of its own. */
export function isLookup({ filter }: ListPart): boolean {
  if (filter?.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string')
    return false;
  const { attribute, sub } = filter.attribute;
  return sub === undefined && lookedUpBy.has(attribute.name);
}

const nameOf = (text: string): string =>
  `look-up-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
