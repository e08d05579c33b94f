import type { ConnectionId } from '#common';
import type { DepartmentRead, UserRead } from '#dingtalk';
import type { OtherSighting } from '#store';

/** Whose stamp is whose; the connection's own is not among them. */
type Stamps = ReadonlyMap<string, ConnectionId>;

/** So many of each connection are enough to ask by. */
const mostOfEach = 20;

/**
 * Notices what bears the stamp of another connection of this installation: where that knows it, both write one
 * organisation, whatever app each speaks as. No call of DingTalk's tells an app's organisation.
 */
export class OthersSeen {
  private readonly seen = new Map<ConnectionId, OtherSighting[]>();

  constructor(private readonly stamps: Stamps) {}

  people(members: readonly Pick<UserRead, 'userId'>[]): void {
    for (const one of stampedPeople(this.stamps, members)) this.note(one);
  }

  departments(below: readonly Pick<DepartmentRead, 'departmentId' | 'sourceIdentifier'>[]): void {
    for (const one of stampedDepartments(this.stamps, below)) this.note(one);
  }

  get sightings(): readonly OtherSighting[] {
    return [...this.seen.values()].flat();
  }

  private note(one: OtherSighting): void {
    const all = this.seen.get(one.other) ?? [];
    if (all.length < mostOfEach) this.seen.set(one.other, [...all, one]);
  }
}

/** Those whose userid begins with another connection's stamp. */
export function stampedPeople(
  stamps: Stamps,
  members: readonly Pick<UserRead, 'userId'>[],
): readonly OtherSighting[] {
  return members.flatMap(({ userId }) => {
    const other = bearer(stamps, userId, '-');
    return other === undefined ? [] : [{ other, kind: 'account' as const, externalId: userId }];
  });
}

/** Those whose `source_identifier` begins with another connection's stamp. */
export function stampedDepartments(
  stamps: Stamps,
  below: readonly Pick<DepartmentRead, 'departmentId' | 'sourceIdentifier'>[],
): readonly OtherSighting[] {
  return below.flatMap(({ departmentId, sourceIdentifier: mark = '' }) => {
    const other = bearer(stamps, mark, ':');
    const externalId = String(departmentId);
    return other === undefined ? [] : [{ other, kind: 'department' as const, externalId, mark }];
  });
}

function bearer(stamps: Stamps, marked: string, end: string): ConnectionId | undefined {
  const at = marked.indexOf(end);
  return at < 0 ? undefined : stamps.get(marked.slice(0, at));
}
