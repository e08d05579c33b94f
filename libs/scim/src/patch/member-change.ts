import { invalidFilter } from '../error.js';
import type { Filter } from '../filter/filter.js';
import type { MemberRef } from '../member.js';
import { matchesReference } from './member-filter.js';
import type { MemberOperation } from './operation.js';

/**
 * What a PATCH does to the members of a Group, whatever the order of its operations. It is carried out in
 * this order: `replaceAll` where present, then `removeWhere`, then `remove`, then `add`. No id is in both
 * `add` and `remove`; `remove` is empty where `replaceAll` is present without `removeWhere`, and so is `add`.
 */
export interface MemberChange {
  readonly replaceAll?: readonly MemberRef[];
  readonly add: readonly MemberRef[];
  readonly remove: readonly string[];
  readonly removeWhere: readonly Filter[];
}

/** A MemberChange while it is composed, one operation after the other. */
export class MemberChanges {
  private replaceAll: Map<string, MemberRef> | undefined;
  private added = new Map<string, MemberRef>();
  private removed = new Set<string>();
  private removedWhere: Filter[] = [];

  /** Throws 400 invalidFilter for a filter that cannot be decided for members added before it. */
  append(operation: MemberOperation): void {
    switch (operation.kind) {
      case 'replaceMembers':
        this.replaceAll = new Map(operation.members.map((member) => [member.value, member]));
        this.added = new Map();
        this.removed = new Set();
        this.removedWhere = [];
        return;
      case 'addMembers':
        operation.members.forEach((member) => {
          this.add(member);
        });
        return;
      case 'removeMembers':
        operation.ids.forEach((id) => {
          this.remove(id);
        });
        return;
      case 'removeMembersWhere':
        this.removeWhere(operation.filter);
        return;
    }
  }

  change(): MemberChange {
    const rest = { add: [...this.added.values()], remove: [...this.removed], removeWhere: this.removedWhere };
    if (this.replaceAll === undefined) return rest;
    return { replaceAll: [...this.replaceAll.values()], ...rest };
  }

  private add(member: MemberRef): void {
    this.removed.delete(member.value);
    // A filter is carried out after replaceAll, so what comes after the filter must not join replaceAll.
    const into =
      this.replaceAll !== undefined && this.removedWhere.length === 0 ? this.replaceAll : this.added;
    const known = into.get(member.value);
    if (known?.type === undefined) into.set(member.value, member);
  }

  private remove(id: string): void {
    this.added.delete(id);
    this.replaceAll?.delete(id);
    // After replaceAll nobody else is there to be removed.
    if (this.replaceAll === undefined) this.removed.add(id);
  }

  private removeWhere(filter: Filter): void {
    if (filter.kind === 'nothing') return;
    for (const member of [...this.added.values()]) {
      const matched = matchesReference(filter, member);
      if (matched === undefined) {
        throw invalidFilter(
          'After members were added, a filter may ask for their value only, or known types.',
        );
      }
      if (matched) this.added.delete(member.value);
    }
    if (this.replaceAll !== undefined && this.decideReplaced(filter, this.replaceAll)) return;
    this.removedWhere.push(filter);
  }

  /** Removes from replaceAll what matches; false, and nothing done, where that cannot be told. */
  private decideReplaced(filter: Filter, replaced: Map<string, MemberRef>): boolean {
    const decisions = [...replaced.values()].map(
      (member) => [member.value, matchesReference(filter, member)] as const,
    );
    if (decisions.some(([, matched]) => matched === undefined)) return false;
    for (const [id, matched] of decisions) if (matched === true) replaced.delete(id);
    return true;
  }
}
