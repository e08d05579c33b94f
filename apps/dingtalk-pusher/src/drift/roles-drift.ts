import { getRole, listRoleMembers, listRoles } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { LinkThere, ReadingFinding, Readings } from '#store';
import { probe } from '../doctor/probe.js';
import { patiently } from '../patiently.js';
import { driftOfRole } from './observed-drift.js';
import type { ObservedDrift } from './observed-drift.js';

/** What it takes to look at roles. */
export interface RolesLook {
  readonly readings: Pick<Readings, 'there' | 'roleMembers'>;
  readonly client: DingTalkClient;
  /** When the reading began, by Postgres's clock. */
  readonly since: string;
  /** Whether somebody was met in DingTalk: who was not may be out of the app's sight, in roles too. */
  readonly isThere: (userId: string) => boolean;
}

/** What a look at roles has found. */
export interface RolesSeen {
  readonly drift: readonly ObservedDrift[];
  /** Those that could not be read: they stay as they are. */
  readonly unseen: readonly ReadingFinding[];
}

/** Roles that are read at the same time; the pace decides how fast. */
const atOnce = 8;

interface RoleRead {
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

/**
 * Holds roles of ours against what DingTalk shows: a call for each two hundred role groups, and of each role one for
 * each hundred of its members. That one is gone, only DingTalk's word says of its own number.
 */
export async function rolesDrift(look: RolesLook, links: readonly LinkThere[]): Promise<RolesSeen> {
  const listed = await probe(() => patiently(() => namesOfRoles(look.client)));
  if (listed.kind !== 'done') return { drift: [], unseen: links.map((link) => finding('unseen', link)) };
  const drift: ObservedDrift[] = [];
  const unseen: ReadingFinding[] = [];
  for (let from = 0; from < links.length; from += atOnce) {
    const some = links.slice(from, from + atOnce);
    const looked = await Promise.all(some.map((link) => lookAt(look, link, listed.value)));
    for (const one of looked) {
      if (one.kind === 'drift') drift.push(one.drift);
      if (one.kind === 'unseen') unseen.push(one.finding);
    }
  }
  return { drift, unseen };
}

type Looked =
  | { readonly kind: 'asLeft' }
  | { readonly kind: 'drift'; readonly drift: ObservedDrift }
  | { readonly kind: 'unseen'; readonly finding: ReadingFinding };

async function lookAt(
  { readings, client, since, isThere }: RolesLook,
  before: LinkThere,
  names: ReadonlyMap<number, string>,
): Promise<Looked> {
  const roleId = Number(before.externalId);
  const told = await probe(() => patiently(() => readRole(client, roleId, names.get(roleId))));
  // What was written while it was read is newer than what was read.
  const [link] = await readings.there('role', [before.externalId], since);
  if (!link) return { kind: 'asLeft' };
  if (told.kind === 'rejected' && told.on === 'roleNotFound') {
    const { id, appliedAt } = link;
    const observed = { id, appliedAt, applied: null, departmentIds: [] };
    return { kind: 'drift', drift: { finding: finding('missing', link), observed } };
  }
  if (told.kind !== 'done') return { kind: 'unseen', finding: finding('unseen', link) };
  const { name, members } = told.value;
  const ours = await readings.roleMembers(link.id);
  const lost = ours.filter((userId) => !members.has(userId) && isThere(userId));
  const drift = driftOfRole(link, { name, lost });
  return drift ? { kind: 'drift', drift } : { kind: 'asLeft' };
}

async function namesOfRoles(client: DingTalkClient): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  for await (const { roles } of listRoles(client))
    for (const { roleId, name } of roles) names.set(roleId, name);
  return names;
}

async function readRole(client: DingTalkClient, roleId: number, listed?: string): Promise<RoleRead> {
  const name = listed ?? (await getRole(client, roleId)).name;
  const members = new Set<string>();
  for await (const userId of listRoleMembers(client, roleId)) members.add(userId);
  return { name, members };
}

const finding = (kind: 'missing' | 'unseen', { id, externalId }: LinkThere): ReadingFinding => ({
  kind,
  linkKind: 'role',
  linkId: id,
  externalId,
});
