import { asUuid } from '#common';
import { isExtensionUrn } from '#scim';
import type { Filter } from '#scim';
import type { Bindings } from './bindings.js';
import { emailKey } from './body-keys.js';
import { isBelowGroup } from './memberships.js';

/** A condition that an index answers and that holds wherever the filter does. */
export interface Narrowing {
  readonly sql: string;
  /** Whether it holds nowhere else, so that nothing is left to check. */
  readonly whole: boolean;
}

/** The narrowing of a comparison or value path of a Resource, where its values lie in no column of their own. */
export function narrowing(
  filter: Extract<Filter, { kind: 'compare' | 'valuePath' }>,
  bindings: Bindings,
): Narrowing | undefined {
  const value = demandedValue(filter);
  if (value === undefined) return undefined;
  const { schema, attribute } = filter.attribute;
  const whole = filter.kind === 'compare';
  const uuid = asUuid(value) === value ? value : undefined;
  switch (attribute.name) {
    case 'emails': {
      const key = bindings.add([emailKey(value)]);
      return { sql: `r.email_keys @> ${key}::text[]`, whole };
    }
    case 'groups':
      if (uuid === undefined) return undefined;
      return { sql: isBelowGroup(`g.id = ${bindings.add(uuid)}::uuid`), whole };
    case 'manager': {
      if (!isExtensionUrn(schema) || uuid === undefined) return undefined;
      // The column holds the id in lower case, however the client wrote it: that is still to be checked.
      return { sql: `r.manager_id = ${bindings.add(uuid)}::uuid`, whole: false };
    }
    default:
      return undefined;
  }
}

/** What the sub-attribute "value" of some value must equal for the filter to match. */
function demandedValue(filter: Filter): string | undefined {
  switch (filter.kind) {
    case 'compare': {
      const { attribute, sub } = filter.attribute;
      const isValue = (sub ?? attribute).name === 'value';
      return isValue && filter.operator === 'eq' && typeof filter.value === 'string'
        ? filter.value
        : undefined;
    }
    case 'valuePath':
      return demandedValue(filter.filter);
    case 'and':
      return filter.filters.map(demandedValue).find((value) => value !== undefined);
    case 'or':
    case 'not':
    case 'present':
    case 'nothing':
      return undefined;
  }
}
