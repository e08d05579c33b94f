import type { ConnectionId } from '#common';
import type { DepartmentRead, UserRead } from '#dingtalk';

/**
 * Notices what bears the stamp of another connection of this installation: then both write one organisation, whatever
 * app each speaks as. No call of DingTalk's tells an app's organisation.
 */
export class OthersSeen {
  private readonly met = new Set<ConnectionId>();

  /** @param byStamp whose stamp is whose; the connection's own is not among them */
  constructor(private readonly byStamp: ReadonlyMap<string, ConnectionId>) {}

  people(members: readonly Pick<UserRead, 'userId'>[]): void {
    for (const { userId } of members) this.note(userId, '-');
  }

  departments(below: readonly Pick<DepartmentRead, 'sourceIdentifier'>[]): void {
    for (const { sourceIdentifier = '' } of below) this.note(sourceIdentifier, ':');
  }

  get ids(): readonly ConnectionId[] {
    return [...this.met];
  }

  private note(marked: string, end: string): void {
    const at = marked.indexOf(end);
    const other = at < 0 ? undefined : this.byStamp.get(marked.slice(0, at));
    if (other !== undefined) this.met.add(other);
  }
}
