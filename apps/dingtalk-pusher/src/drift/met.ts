import type { DepartmentRead, UserRead } from '#dingtalk';
import type { LinkBefore } from '#store';

/** Who and what lists have shown. */
export class Met {
  readonly accounts = new Set<string>();
  readonly listed = new Map<number, DepartmentRead & { readonly parentId: number }>();
  readonly heads = new Map<number, string[]>();

  departments(below: readonly DepartmentRead[], parentId: number): void {
    for (const one of below) this.listed.set(one.departmentId, Object.assign({}, one, { parentId }));
  }

  /** @returns those who were not met before: who lies in several departments is in each one's list */
  people(members: readonly UserRead[], departmentId: number): readonly UserRead[] {
    for (const { userId, headHere } of members) {
      if (headHere) this.heads.set(departmentId, [...(this.heads.get(departmentId) ?? []), userId]);
    }
    return members.filter(({ userId }) => !this.accounts.has(userId) && this.accounts.add(userId));
  }

  has({ kind, externalId }: Pick<LinkBefore, 'kind' | 'externalId'>): boolean {
    return kind === 'account' ? this.accounts.has(externalId) : this.listed.has(Number(externalId));
  }
}
