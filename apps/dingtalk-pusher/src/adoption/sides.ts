import type { JsonObject, LinkId } from '#common';
import type { DingTalkClient, UserRead } from '#dingtalk';
import { accountTakenOver, bothSides, dingTalkSpelling, groupsNamedIn, previewAccount } from '#provisioning';
import type { SharedField } from '#provisioning';
import type { Connection, ConnectionStore, LinkSituation } from '#store';
import { appliedAccount, appliedDepartment } from '../applied.js';
import type { AppliedState } from '../applied.js';
import type { PlacedDepartment } from '../directory.js';
import { observedAccount } from '../observed-account.js';
import { divide, ownDepartments } from '../own-departments.js';
import { projectedPlan } from '../run/plan-link.js';

interface Search {
  readonly connection: Connection;
  readonly store: Pick<ConnectionStore, 'links'>;
  readonly client: DingTalkClient;
}

/** A person and an account that may be his: what each has, and what would be written. */
export async function accountSides(
  { connection, store: { links } }: Search,
  linkId: LinkId,
  read: UserRead,
): Promise<readonly SharedField[] | undefined> {
  const { settings } = connection;
  const situation = await links.situation(linkId, groupsNamedIn(settings.scope));
  if (!situation?.body) return undefined;
  const own = await ownDepartments(links, settings, read.departmentIds);
  const { ours, foreign } = divide(read.departmentIds, own);
  const state = appliedAccount(
    accountTakenOver(settings, situation.body, observedAccount(read, ours), 'others'),
  );
  const { change } = projectedPlan(connection, asTakenOver(situation, read.userId, state, foreign));
  const trace = previewAccount({ settings, link: { presence: 'none' }, person: situation.body });
  const seen = observedAccount(read, read.departmentIds);
  const { mobile } = seen;
  const shown = Object.assign({}, seen, {
    ...(mobile === undefined ? {} : { mobile: dingTalkSpelling(mobile, settings.region) }),
  });
  return bothSides(trace, shown, change?.kind === 'updateAccount' ? change : undefined);
}

/** As accountSides, of a Group and a department. */
export async function departmentSides(
  { connection, store: { links } }: Search,
  linkId: LinkId,
  { departmentId, name, parentId }: PlacedDepartment,
): Promise<readonly SharedField[] | undefined> {
  const situation = await links.situation(linkId, groupsNamedIn(connection.settings.scope));
  if (!situation) return undefined;
  const state = appliedDepartment({ name, parentId });
  const { change } = projectedPlan(connection, asTakenOver(situation, String(departmentId), state, []));
  const set = change?.kind === 'updateDepartment' ? change.set : {};
  // A parent that is not there yet has no number.
  const above = set.parentId !== undefined && set.parentId < 0 ? null : (set.parentId ?? parentId);
  return [
    { field: 'name', scim: set.name ?? name, dingTalk: name, changes: set.name !== undefined },
    { field: 'parent_id', scim: above, dingTalk: parentId, changes: set.parentId !== undefined },
  ];
}

/** A Link as it would be once the one is the other. */
function asTakenOver(
  read: LinkSituation,
  externalId: string,
  { fields }: AppliedState,
  foreignDepartments: readonly number[],
): LinkSituation {
  const applied: JsonObject = fields;
  const taken = {
    presence: 'present',
    outcome: 'retry',
    adopted: true,
    adopting: null,
    unlinked: false,
  } as const;
  return Object.assign({}, read, taken, { externalId, applied, foreignDepartments, reason: null });
}
