import { ScimError } from '#scim';
import type { ResourceType } from '#scim';
import type { SourceChange } from '#store';
import type { GroupsService } from '../scim/groups.service.js';
import type { UsersService } from '../scim/users.service.js';
import type { PullRun } from './pull-run.js';

const atOnce = 100;

/** Deletes what the Source has confirmed to be gone. First of all: a new record may want an old one's userName. */
export async function applyRemovals(
  run: PullRun,
  services: { readonly User: UsersService; readonly Group: GroupsService },
): Promise<void> {
  for (const type of ['User', 'Group'] as const) {
    for (;;) {
      run.demandHeld();
      const which = { what: 'remove', type, tries: 0, limit: atOnce } as const;
      const changes = await run.pulled.staged(run.id, which);
      if (changes.length === 0) break;
      for (const change of changes) await remove(run, services[type], type, change);
    }
  }
}

async function remove(
  run: PullRun,
  service: UsersService | GroupsService,
  type: ResourceType,
  { sourceId, resourceId, known }: SourceChange,
): Promise<void> {
  run.demandHeld();
  try {
    if (known) await service.delete(run.owner, resourceId);
  } catch (error) {
    // Deleted by a run that was left in the middle.
    if (!(error instanceof ScimError) || error.status !== 404) throw error;
  }
  await run.pulled.forget(type, sourceId);
  if (known) run.progress.deleted += 1;
}
