import { z } from 'zod';
import { parseFilter, ScimError } from '#scim';
import type { AttributePath, Filter, ResourceType } from '#scim';

/** What is computed and therefore in no stored body: a filter of it would match nobody, and say nothing. */
const computed: ReadonlySet<string> = new Set(['id', 'meta', 'groups', 'members', 'schemas']);

const maxFilterLength = 1_000;

/** A SCIM filter (RFC 7644 3.4.2.2) of stored bodies, whose every attribute is one. */
export const filterSchema = (type: ResourceType) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxFilterLength)
    .superRefine((text, context) => {
      const fault = faultOf(text, type);
      if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    });

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
    ? `cannot look at ${attribute.name}; a scope's includedGroups and excludedGroups can`
    : undefined;
