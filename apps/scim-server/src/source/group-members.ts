import type { ResourceId } from '#common';
import type { Bells } from '#queue';
import { DepartmentLoop } from '#store';
import type { Store } from '#store';
import type { PullRun } from './pull-run.js';

const walkAtOnce = 1_000;

/** Brings the members of Groups to what the Source says, from whichever side it says so. */
export class GroupMembers {
  private readonly touched = new Set<string>();

  constructor(
    private readonly run: PullRun,
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** Groups of which something new was said, by their remote ids. */
  touch(groups: readonly string[]): void {
    for (const id of groups) this.touched.add(id);
  }

  /** Nobody knows which were touched before a run was left in the middle. */
  async touchAll(): Promise<void> {
    let after = 0;
    for (;;) {
      const groups = await this.run.pulled.walk('Group', after, walkAtOnce);
      const last = groups.at(-1);
      if (!last) return;
      after = last.seq;
      this.touch(groups.map(({ sourceId }) => sourceId));
    }
  }

  /** Puts new Users in their Groups before anybody looks at them: an account is made once, where it belongs. */
  async join(users: readonly ResourceId[]): Promise<void> {
    for (const { groupId, add } of await this.run.pulled.joining(users)) await this.edit(groupId, add, []);
  }

  /** Everything that was touched. A Group that cannot be as the Source says is told, and tried again when it is read. */
  async settle(): Promise<void> {
    for (const group of this.touched) {
      this.run.demandHeld();
      const difference = await this.run.pulled.memberDifference(group);
      if (!difference || difference.add.length + difference.remove.length === 0) continue;
      try {
        await this.edit(difference.groupId, difference.add, difference.remove);
      } catch (error) {
        if (!(error instanceof DepartmentLoop)) throw error;
        await this.tellLoop(group, difference.groupId);
      }
    }
  }

  private async edit(
    group: ResourceId,
    add: readonly ResourceId[],
    remove: readonly ResourceId[],
  ): Promise<void> {
    const { owner } = this.run;
    const { resources } = this.store.of(owner.id, owner.askedBy);
    await resources.editGroup(group, () => Promise.resolve({ members: { add, remove } }));
    this.bells.drain(owner.id, 'departments');
    this.bells.drain(owner.id, 'people');
  }

  private async tellLoop(sourceId: string, resourceId: ResourceId): Promise<void> {
    const { run } = this;
    run.progress.blocked += 1;
    const record = { sourceId, resourceId, fingerprint: null, managerId: null, blocked: 'departmentLoop' };
    await run.pulled.settleGroup(run.id, record, null);
    await run.pulled.note(run.id, [{ type: 'Group', sourceId, what: 'departmentLoop', detail: null }]);
  }
}
