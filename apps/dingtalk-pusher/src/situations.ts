import {
  closingSettings,
  converged,
  wasThereBefore,
  planAccount,
  planGroup,
  withAccountDemand,
  withGroupDemand,
} from '#provisioning';
import type {
  AccountSituation,
  Adopting,
  DemandingPlan,
  GroupSituation,
  LinkView,
  ResourceIdentity,
  TakenValue,
} from '#provisioning';
import type { Connection, LinkSituation } from '#store';

/** How a situation is to be seen that is not as it was read. */
export interface Seen {
  readonly account: (situation: AccountSituation) => AccountSituation;
  readonly group: (situation: GroupSituation) => GroupSituation;
}

const asRead: Seen = { account: (situation) => situation, group: (situation) => situation };

/**
 * Plans a Link from what was read of it, with what the plan asks of the policy. `linkId` stands in for a Resource that
 * is deleted; `taken` are the unique values that an earlier plan of this look could not have.
 */
export function planOf(
  connection: Connection,
  read: LinkSituation,
  linkId: string,
  taken: readonly TakenValue[] = [],
  seen: Seen = asRead,
): DemandingPlan {
  const { closing } = connection;
  const kept = closing && read.presence !== 'none' && wasThereBefore(connection.stamp, read);
  if (kept) return { ending: converged(read.presence, 'kept'), claims: [] };
  const common = {
    connectionId: connection.id,
    stamp: connection.stamp,
    settings: closing ? closingSettings(connection.settings) : connection.settings,
    now: read.now,
    identity: identityOf(read, linkId),
    link: linkOf(read),
    steps: read.steps,
    scopeGroups: read.scopeGroups,
  };
  switch (read.kind) {
    case 'account': {
      const situation = seen.account({
        ...common,
        ...(read.body === null || closing ? {} : { person: read.body }),
        departments: read.groups,
        ...(read.manager === null ? {} : { manager: read.manager }),
        ...(taken.length > 0 ? { taken } : {}),
        ...(read.administrator === null ? {} : { administrator: read.administrator }),
      });
      return withAccountDemand(situation, planAccount(situation));
    }
    case 'department':
    case 'role': {
      const { roleGroup: named } = connection.settings.groups;
      const roleGroup = read.roleGroups.find(({ name }) => name === named);
      const situation = seen.group({
        ...common,
        linkKind: read.kind,
        ...(read.roleMembers === null ? {} : { members: read.roleMembers }),
        ...(roleGroup ? { roleGroup } : {}),
        ...(read.body === null || closing ? {} : { group: read.body }),
        ...(read.path === null || closing ? {} : { path: { segments: read.path, wanted: read.pathWanted } }),
        heads: read.heads,
        yields: read.pathOccupied,
        parents: read.groups,
        cyclic: read.cyclic,
        occupied: read.occupied,
        nameAwaited: read.nameAwaited,
        ...(taken.length > 0 ? { taken } : {}),
      });
      return withGroupDemand(situation, planGroup(situation));
    }
  }
}

/** A Link as a plan sees it. */
export function linkOf(read: LinkSituation): LinkView {
  const { presence, outcome, changed, disabled, leaveCause, leaveFrom } = read;
  return {
    presence,
    outcome,
    changed,
    disabled,
    ...(read.externalId === null ? {} : { externalId: read.externalId }),
    ...(read.applied === null ? {} : { applied: read.applied }),
    ...(read.reason === null ? {} : { reason: read.reason }),
    ...(read.settleFrom === null ? {} : { settleFrom: read.settleFrom }),
    ...(leaveCause === null || leaveFrom === null
      ? {}
      : { leaving: { cause: leaveCause, since: leaveFrom } }),
    doubtful: read.doubtful,
    ...(read.mark === null ? {} : { mark: read.mark }),
    keepForeign: read.adopted || read.foreignDepartments.length > 0,
    foreignDepartmentIds: read.foreignDepartments,
    ...(read.observedAt === null ? {} : { observedAt: read.observedAt }),
    ...(read.invitedFrom === null ? {} : { invitedFrom: read.invitedFrom }),
    ...(read.recreate === null ? {} : { recreate: read.recreate }),
    ...(read.adopting === null ? {} : { adopting: adoptingOf(read.adopting, read.settingsVersion) }),
    unlinked: read.unlinked,
  };
}

function adoptingOf(
  { externalId, keys, asListed, settingsVersion }: NonNullable<LinkSituation['adopting']>,
  current: number,
): Adopting {
  const sameSettings = settingsVersion === undefined || settingsVersion === current;
  return { externalId, keys, asListed: asListed && sameSettings };
}

/** What names the Resource of a Link on the SCIM side. */
export function identityOf(read: LinkSituation, linkId: string): ResourceIdentity {
  const userName = read.body?.userName;
  return {
    id: read.resourceId ?? linkId,
    ...(read.resourceExternalId === null ? {} : { externalId: read.resourceExternalId }),
    ...(typeof userName === 'string' ? { userName } : {}),
  };
}
