import { randomUUID } from 'node:crypto';
import type { ConnectionId } from '#common';
import type { Settings } from '#provisioning';
import type { Queryable } from '../database.js';
import { demandOwnRoot } from './managed-roots.js';
import { insertRun, supersedeRuns } from './run-rows.js';
import { probeSharedRoots } from './shared-roots.js';

const save = {
  name: 'save-settings',
  // What is saved as it was starts nothing.
  text: `
    update connection
    set settings = $2::jsonb, settings_version = settings_version + 1, updated_at = now()
    where id = $1 and settings <> $2::jsonb
    returning id`,
};

const before = {
  name: 'was-dry-run',
  text: `
    select coalesce((settings #>> '{policy,dryRun}')::boolean, false) as dry, direction, settings_version as version,
      oapi_base as "oapiBase", app_key as "appKey",
      coalesce((settings ->> 'rootDepartmentId')::bigint, 1) as root
    from connection
    where id = $1 for no key update`,
};

interface Before {
  readonly dry: boolean;
  readonly direction: string;
  readonly version: number;
  readonly oapiBase: string;
  readonly appKey: string;
  readonly root: string | number;
}

interface NewSettings {
  readonly settings: Settings;
  readonly requestedBy: string;
  /** Of the settings that these were made from; undefined: of any. */
  readonly version: number | undefined;
}

/**
 * Saves a connection's settings. Where they change, all its Links are planned with them in a run: the first sync where
 * nothing was written until now.
 *
 * @returns whether they were those that somebody has seen
 */
export async function saveSettings(
  tx: Queryable,
  id: ConnectionId,
  { settings, requestedBy, version }: NewSettings,
): Promise<boolean> {
  const [was] = await tx.run<Before>(before, [id]);
  if (version !== undefined && was?.version !== version) return false;
  const { rootDepartmentId } = settings;
  const isRootNew = was !== undefined && Number(was.root) !== rootDepartmentId;
  if (isRootNew && was.direction === 'scim-to-dingtalk') {
    const { oapiBase, appKey } = was;
    await demandOwnRoot(tx, { id, oapiBase, appKey, rootDepartmentId });
    await probeSharedRoots(tx);
  }
  if ((await tx.run(save, [id, JSON.stringify(settings)])).length === 0) return true;
  // What mirrors DingTalk plans nothing to write there.
  if (was?.direction !== 'scim-to-dingtalk') return true;
  await supersedeRuns(tx, id, ['settings', 'firstSync']);
  const kind = was.dry && !settings.policy.dryRun ? 'firstSync' : 'settings';
  const run = { id: randomUUID(), kind, covers: 'all', state: 'planning', requestedBy } as const;
  await insertRun(tx, id, run, 0);
  return true;
}
