import type { UserRead } from '#dingtalk';
import type { LinkBefore } from '#store';
import type { PlacedDepartment } from '../directory.js';
import { FirstMet } from '../first-met.js';

/** Who and what lists have shown. */
export class Met {
  readonly listed = new Map<number, PlacedDepartment>();
  readonly heads = new Map<number, string[]>();
  private readonly accounts = new FirstMet();

  departments(below: readonly PlacedDepartment[]): void {
    for (const one of below) this.listed.set(one.departmentId, one);
  }

  /** @returns those who were not met before */
  people(members: readonly UserRead[], departmentId: number): readonly UserRead[] {
    for (const { userId, headHere } of members) {
      if (headHere) this.heads.set(departmentId, [...(this.heads.get(departmentId) ?? []), userId]);
    }
    return this.accounts.of(members);
  }

  has({ kind, externalId }: Pick<LinkBefore, 'kind' | 'externalId'>): boolean {
    return kind === 'account' ? this.accounts.has(externalId) : this.listed.has(Number(externalId));
  }
}
