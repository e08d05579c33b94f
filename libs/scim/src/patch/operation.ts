import type { Json } from '#common';
import type { AttributePath } from '../attribute-path.js';
import type { Filter } from '../filter/filter.js';
import type { MemberRef } from '../member.js';

/**
 * One step of a PATCH after reading: one attribute or sub-attribute, its mutability and its value checked.
 * `filter` selects values of a multi-valued attribute; a value of null unassigns (RFC 7643 section 2.5).
 */
export type AttributeOperation =
  | {
      readonly kind: 'add' | 'replace';
      readonly path: AttributePath;
      readonly filter?: Filter;
      readonly value: Json;
    }
  | { readonly kind: 'remove'; readonly path: AttributePath; readonly filter?: Filter };

/** One step for the members of a Group, which stand apart from its body. */
export type MemberOperation =
  | { readonly kind: 'addMembers' | 'replaceMembers'; readonly members: readonly MemberRef[] }
  | { readonly kind: 'removeMembers'; readonly ids: readonly string[] }
  | { readonly kind: 'removeMembersWhere'; readonly filter: Filter };

export type PatchOperation = AttributeOperation | MemberOperation;

/** A PATCH as a value: its operations in order (RFC 7644 section 3.5.2). */
export interface PatchRequest {
  readonly operations: readonly PatchOperation[];
}
