import { matches } from '../filter/evaluate.js';
import type { Filter } from '../filter/filter.js';
import type { MemberRef } from '../member.js';

/** The ids that a filter of members names, where that is all it does: `value eq "a" or value eq "b"`. */
export function idsNamedBy(filter: Filter): readonly string[] | undefined {
  const terms = filter.kind === 'or' ? filter.filters : [filter];
  const ids: string[] = [];
  for (const term of terms) {
    if (term.kind !== 'compare' || term.operator !== 'eq' || typeof term.value !== 'string') return undefined;
    if (term.attribute.attribute.name !== 'value') return undefined;
    ids.push(term.value);
  }
  return ids;
}

/** Whether a filter matches a member of whom no more is known than the reference; undefined: not known. */
export function matchesReference(filter: Filter, member: MemberRef): boolean | undefined {
  const known = member.type === undefined ? ['value'] : ['value', 'type'];
  if (!attributesOf(filter).every((name) => known.includes(name))) return undefined;
  return matches(
    filter,
    member.type === undefined ? { value: member.value } : { value: member.value, type: member.type },
  );
}

function attributesOf(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.flatMap(attributesOf);
    case 'not':
    case 'valuePath':
      return attributesOf(filter.filter);
    case 'compare':
    case 'present':
      return [filter.attribute.attribute.name];
    case 'nothing':
      return [];
  }
}
