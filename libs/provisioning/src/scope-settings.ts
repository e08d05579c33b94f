import { z } from 'zod';
import { filterSchema } from './filter-schema.js';

const maxGroups = 100;

const groupIds = z.array(z.guid()).max(maxGroups).default([]);

/** Which people and Groups a connection syncs; all of them by default. */
export const scopeSchema = z.strictObject({
  /** A SCIM filter (RFC 7644 3.4.2.2) that a User must match. */
  users: filterSchema('User').optional(),
  /** A SCIM filter that a Group must match to be a department. */
  groups: filterSchema('Group').optional(),
  /** Groups by their SCIM id: only they, what is nested in them and their people; empty means all. */
  includedGroups: groupIds,
  /** Groups by their SCIM id: neither they, nor what is nested in them, nor their people. */
  excludedGroups: groupIds,
});

export type Scope = Readonly<z.infer<typeof scopeSchema>>;
