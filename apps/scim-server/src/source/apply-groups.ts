import { remoteHeads, withOwnHeads } from '#provisioning';
import { ScimError } from '#scim';
import type { SourceChange, Store } from '#store';
import type { GroupsService } from '../scim/groups.service.js';
import { noteUnreadable, unreadable } from './apply-users.js';
import type { GroupMembers } from './group-members.js';
import type { PullRun } from './pull-run.js';
import { stagedContent } from './staged-content.js';

const atOnce = 50;

/** Writes the Groups that a reading has staged; who is in them comes once everybody is there. */
export class ApplyGroups {
  constructor(
    private readonly run: PullRun,
    private readonly store: Store,
    private readonly groups: GroupsService,
    private readonly members: GroupMembers,
  ) {}

  async all(): Promise<void> {
    for (const what of ['block', 'write'] as const) {
      for (;;) {
        this.run.demandHeld();
        const which = { what, type: 'Group', tries: 0, limit: atOnce } as const;
        const changes = await this.run.pulled.staged(this.run.id, which);
        if (changes.length === 0) break;
        for (const change of changes) {
          if (what === 'block') await this.block(change);
          else await this.one(change);
        }
      }
    }
  }

  private async one(change: SourceChange): Promise<void> {
    const { run } = this;
    run.demandHeld();
    const { sourceId, resourceId, fingerprint } = change;
    const { body: told, members } = stagedContent(change.content);
    const heads = remoteHeads(told);
    const ids = await run.pulled.idsOf(run.id, heads);
    const body = withOwnHeads(told, ids);
    try {
      const there = await this.store.of(run.owner.id).resources.read('Group', resourceId);
      if (there) await this.groups.replace(run.owner, resourceId, body);
      else await this.groups.create(run.owner, body, resourceId);
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      await this.block(change, error.detail);
      return;
    }
    // A head may be read later, without the Group saying anything else.
    const whole = heads.every((id) => ids.has(id));
    const settled = { sourceId, resourceId, managerId: null, blocked: null };
    await run.pulled.settleGroup(run.id, { ...settled, fingerprint: whole ? fingerprint : null }, members);
    this.members.touch([sourceId]);
    run.progress.changed += 1;
  }

  private async block(change: SourceChange, reason?: string): Promise<void> {
    const { run } = this;
    await run.pulled.settleGroup(run.id, unreadable(change), null);
    const note = noteUnreadable(change);
    const { type, sourceId, what } = note;
    await run.pulled.note(run.id, [{ type, sourceId, what, detail: reason ?? note.detail }]);
    run.progress.blocked += 1;
  }
}
