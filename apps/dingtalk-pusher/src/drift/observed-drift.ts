import type { Json } from '#common';
import type { UserRead } from '#dingtalk';
import { accountDrift, departmentDrift, roleDrift } from '#provisioning';
import type { FieldDrift, LinkKind, ListedDepartment, ListedRole, Settings } from '#provisioning';
import type { LinkThere, Observed, ReadingFinding } from '#store';
import { appliedAccount, appliedDepartment, appliedRole } from '../applied.js';
import type { AppliedState } from '../applied.js';
import { observedAccount } from '../observed-account.js';

/** That a Link's account or department shows something else than was written, and what that is. */
export interface ObservedDrift {
  readonly finding: ReadingFinding;
  readonly observed: Observed;
}

/**
 * Holds a listed person against the Link. @param departmentIds those of his departments that are ours
 *
 * @returns undefined where he is as he was left
 */
export function driftOfAccount(
  settings: Settings,
  link: LinkThere,
  read: UserRead,
  departmentIds: readonly number[],
): ObservedDrift | undefined {
  const { fields, repairs, differing } = accountDrift(
    settings,
    link.applied,
    observedAccount(read, departmentIds),
  );
  if (differing.length === 0) return undefined;
  return drifted('account', link, differing, appliedAccount(fields, repairs));
}

/** As driftOfAccount, for departments. */
export function driftOfDepartment(link: LinkThere, listed: ListedDepartment): ObservedDrift | undefined {
  const { fields, differing } = departmentDrift(link.applied, listed);
  return differing.length === 0
    ? undefined
    : drifted('department', link, differing, appliedDepartment(fields));
}

/** As driftOfAccount, for roles. */
export function driftOfRole(link: LinkThere, listed: ListedRole): ObservedDrift | undefined {
  const { fields, differing } = roleDrift(link.applied, listed);
  if (differing.length === 0) return undefined;
  const { finding, observed } = drifted('role', link, differing, appliedRole(fields));
  return { finding, observed: Object.assign({}, observed, { left: listed.lost }) };
}

function drifted(
  linkKind: LinkKind,
  { id, externalId, appliedAt }: LinkThere,
  differing: readonly FieldDrift[],
  { fields, departmentIds }: AppliedState,
): ObservedDrift {
  const values = Object.fromEntries(
    differing.map(({ field, written, observed }) => [field, [written as Json, observed as Json] as const]),
  );
  return {
    finding: { kind: 'changed', linkKind, linkId: id, externalId, values },
    observed: { id, appliedAt, applied: fields, departmentIds },
  };
}
