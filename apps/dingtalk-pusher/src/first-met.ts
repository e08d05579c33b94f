import type { UserRead } from '#dingtalk';

/** Who was met so far: somebody who lies in several departments is in each one's list. */
export class FirstMet {
  private readonly met = new Set<string>();

  /** @returns those who were not met before */
  of(members: readonly UserRead[]): readonly UserRead[] {
    return members.filter(({ userId }) => !this.met.has(userId) && this.met.add(userId));
  }

  has(userId: string): boolean {
    return this.met.has(userId);
  }
}
