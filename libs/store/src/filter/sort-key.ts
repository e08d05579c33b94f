import type { AttributePath } from '#scim';
import type { Operand } from './operand.js';
import { valuesOf } from './resource-values.js';
import type { Subject } from './values.js';

/** What rows are sorted by, as SQL of one of these types. */
export interface SortKey {
  readonly sql: string;
  readonly type: 'text' | 'uuid' | 'timestamptz' | 'jsonb';
}

/** Texts are sorted by no more than this: the last one of a page travels in its cursor, which is part of a URL. */
const sortedCharacters = 500;

const types: Readonly<Record<Operand['kind'], SortKey['type']>> = {
  text: 'text',
  uuid: 'uuid',
  instant: 'timestamptz',
  json: 'jsonb',
};

/** What a row `r` of `resource` is sorted by: null where it has no such value. */
export function sortKey(path: AttributePath, subject: Subject): SortKey {
  const values = valuesOf(path, subject);
  const { kind, sql, isColumn } = values.operand(path.sub ?? path.attribute);
  const first = values.first(sql);
  const isLong = kind === 'text' && !isColumn;
  return { type: types[kind], sql: isLong ? `left(${first}, ${sortedCharacters})` : first };
}

/** For resources of a type that has no such attribute. */
export const noSortKey = (type: SortKey['type']): SortKey => ({ type, sql: `null::${type}` });
