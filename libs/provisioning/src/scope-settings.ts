import { z } from 'zod';
import { parseFilter, ScimError } from '#scim';
import type { AttributePath, Filter, ResourceType } from '#scim';

/** What is computed and therefore in no stored body: a filter of it would match nobody, and say nothing. */
const computed: ReadonlySet<string> = new Set(['id', 'meta', 'groups', 'members', 'schemas']);

const maxFilterLength = 1_000;
const maxGroups = 100;

const filterOf = (type: ResourceType) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxFilterLength)
    .superRefine((text, context) => {
      const fault = faultOf(text, type);
      if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    });

const groupIds = z.array(z.guid()).max(maxGroups).default([]);

/** Which people and Groups a connection syncs; all of them by default. */
export const scopeSchema = z.strictObject({
  /** A SCIM filter (RFC 7644 3.4.2.2) that a User must match. */
  users: filterOf('User').optional(),
  /** A SCIM filter that a Group must match to be a department. */
  groups: filterOf('Group').optional(),
  /** Groups by their SCIM id: only they, what is nested in them and their people; empty means all. */
  includedGroups: groupIds,
  /** Groups by their SCIM id: neither they, nor what is nested in them, nor their people. */
  excludedGroups: groupIds,
});

export type Scope = Readonly<z.infer<typeof scopeSchema>>;

function faultOf(text: string, type: ResourceType): string | undefined {
  try {
    return faultIn(parseFilter(text, type));
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}

function faultIn(filter: Filter): string | undefined {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.map(faultIn).find((fault) => fault !== undefined);
    case 'not':
      return faultIn(filter.filter);
    case 'compare':
    case 'present':
    case 'valuePath':
      return faultAt(filter.attribute);
    case 'nothing':
      return 'names an attribute that no schema has';
  }
}

const faultAt = ({ attribute }: AttributePath): string | undefined =>
  computed.has(attribute.name)
    ? `cannot look at ${attribute.name}; use includedGroups and excludedGroups`
    : undefined;
