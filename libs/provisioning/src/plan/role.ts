import { otherName } from '../mapping/department-name.js';
import { roleName } from '../mapping/role-name.js';
import { lookAgain } from '../times.js';
import type { Claim, Plan, RoleFields } from './change.js';
import { roleClaims } from './claims.js';
import { readAppliedRole } from './difference.js';
import { blocked, converged, retry, waiting } from './ending.js';
import type { Ending } from './ending.js';
import type { GroupSituation, RoleMembers } from './situation.js';
import { withTaken } from './taken.js';

/** How many people one call makes members of a role, and how many it takes out (fact sheet 4). */
export const mostAdded = 20;
export const mostRemoved = 100;

const nobody: RoleMembers = {
  joining: [],
  joiningInAll: 0,
  leaving: [],
  takenOut: 0,
  placed: [],
  placedInAll: 0,
  wanted: 0,
  onTheWay: false,
  awaited: false,
  digest: '',
};

/** Plans the role of a Group: first the role, then its people as they come; on the way out they go first. */
export function planRole(situation: GroupSituation): Plan {
  const { link, connectionId, group, settings, members = nobody } = situation;
  const { presence } = link;
  const applied = link.applied && readAppliedRole(link.applied);
  const held = applied ? roleClaims(connectionId, applied) : [];
  if (presence === 'creating' && applied) {
    // The answer to a create is not known. No role of the name was there before: what is there now is ours.
    return { change: { kind: 'findRole', fields: applied }, ending: converged('present'), claims: held };
  }
  const isThere = presence === 'present' || presence === 'leaving';
  const roleId = isThere && link.externalId !== undefined ? Number(link.externalId) : undefined;
  if (roleId === undefined || !applied) {
    return group ? planCreate(situation, group.displayName) : { ending: converged('gone'), claims: [] };
  }
  if (link.doubtful) {
    return {
      change: { kind: 'readRole', roleId, fields: applied },
      ending: converged('present'),
      claims: held,
    };
  }
  if (!group) return planDeletion(roleId, applied, members, held);
  const name = typeof group.displayName === 'string' ? roleName(group.displayName) : undefined;
  if (name === undefined) return { ending: blocked(presence, 'noName'), claims: held };
  // A role cannot go to another role group: where the settings name another by now, it stays.
  const fields: RoleFields = { name, roleGroup: applied.roleGroup || settings.groups.roleGroup };
  const claims = roleClaims(connectionId, fields);
  if (name !== applied.name) {
    const { takenOut: leaving } = members;
    if (situation.taken) {
      const other: RoleFields = { ...applied, name: otherName(applied.name, roleId) };
      return {
        change: { kind: 'updateRole', roleId, fields: other, leaving },
        ending: withTaken(situation, converged('present')),
        claims: roleClaims(connectionId, other),
      };
    }
    return { change: { kind: 'updateRole', roleId, fields, leaving }, ending: retry('present', 0), claims };
  }
  return { ...planMembers(situation, roleId, fields, members), claims };
}

function planCreate(situation: GroupSituation, displayName: unknown): Plan {
  const { link, connectionId, settings, roleGroup, members = nobody } = situation;
  const presence = link.presence === 'gone' ? 'gone' : 'none';
  const name = typeof displayName === 'string' ? roleName(displayName) : undefined;
  if (name === undefined) return { ending: blocked(presence, 'noName'), claims: [] };
  const fields: RoleFields = { name, roleGroup: settings.groups.roleGroup };
  // Nothing marks a role as ours: whether the name is free is known before it is made, or never.
  if (!roleGroup) {
    return {
      change: { kind: 'readRoleGroup', name: fields.roleGroup },
      ending: retry(presence, 0),
      claims: [],
    };
  }
  if (roleGroup.id === null) {
    return {
      change: { kind: 'makeRoleGroup', name: fields.roleGroup },
      ending: retry(presence, 0),
      claims: [],
    };
  }
  if (roleGroup.others.includes(name)) return { ending: blocked(presence, 'nameTaken'), claims: [] };
  return {
    change: { kind: 'createRole', groupId: roleGroup.id, fields, people: members.wanted },
    ending: members.joiningInAll > 0 ? retry('present', 0) : withMembers(members),
    claims: roleClaims(connectionId, fields),
  };
}

/** One call for as many people as it takes. Who joins while others are on the way waits a moment to share theirs. */
function planMembers(
  { link, now }: GroupSituation,
  roleId: number,
  fields: RoleFields,
  members: RoleMembers,
): Pick<Plan, 'change' | 'ending'> {
  const { leaving, takenOut, joining, joiningInAll, onTheWay } = members;
  if (leaving.length > 0) {
    const userIds = leaving.slice(0, mostRemoved);
    const more = leaving.length > userIds.length || joining.length > 0;
    const people = Math.max(takenOut, leaving.length);
    return {
      change: { kind: 'removeRoleMembers', roleId, userIds, fields, people },
      ending: more ? retry('present', 0) : withMembers(members),
    };
  }
  if (joining.length === 0) return { ending: withMembers(members) };
  const sinceMs = link.settleFrom ? now.getTime() - link.settleFrom.getTime() : 0;
  if (onTheWay && joining.length < mostAdded && sinceMs < lookAgain.gathering) {
    const dueInMs = lookAgain.gathering - sinceMs;
    return { ending: { ...waiting('present', 'members'), dueInMs, settling: true } };
  }
  const userIds = joining.slice(0, mostAdded);
  return {
    change: { kind: 'addRoleMembers', roleId, userIds, fields, people: joiningInAll },
    ending: joiningInAll > userIds.length ? retry('present', 0) : withMembers(members),
  };
}

function planDeletion(
  roleId: number,
  fields: RoleFields,
  { placed, placedInAll: people }: RoleMembers,
  claims: readonly Claim[],
): Plan {
  if (placed.length === 0)
    return { change: { kind: 'deleteRole', roleId }, ending: converged('gone'), claims: [] };
  const userIds = placed.slice(0, mostRemoved);
  return {
    change: { kind: 'removeRoleMembers', roleId, userIds, fields, people },
    ending: retry('leaving', 0),
    claims,
  };
}

/** Whoever is there is in; the others are told, and each that comes has the role looked at. */
const withMembers = ({ awaited }: RoleMembers): Ending =>
  awaited ? waiting('present', 'members') : converged('present');
