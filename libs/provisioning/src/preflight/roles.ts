import { groupUse } from '../group-settings.js';
import { roleName } from '../mapping/role-name.js';
import { isInScope } from '../scope.js';
import type { Settings } from '../settings.js';
import type { PreflightGroup } from './departments.js';
import type { PreflightFinding } from './finding.js';
import { Holders } from './holders.js';

/** A role that is in DingTalk already. */
export interface ExistingRole {
  readonly roleId: number;
  readonly name: string;
  /** Name of the role group it lies in. */
  readonly roleGroup: string;
  /** Whether it is one of ours. */
  readonly ours: boolean;
}

/** The roles that Groups are to become, and what stands in their way. */
export class RolesCheck {
  readonly findings: readonly PreflightFinding[];
  /** Ids of the Groups by the name that their role would have. */
  private readonly byName = new Map<string, string[]>();

  constructor(
    private readonly settings: Settings,
    groups: readonly PreflightGroup[],
  ) {
    const findings: PreflightFinding[] = [];
    const holders = new Holders();
    for (const { id, body, scopeGroups } of groups) {
      if (groupUse(settings.groups, body) !== 'roles') continue;
      if (!isInScope('Group', body, scopeGroups, settings.scope)) continue;
      const name = typeof body.displayName === 'string' ? roleName(body.displayName) : undefined;
      if (name === undefined) {
        findings.push({ kind: 'roleNoName', resourceId: id });
        continue;
      }
      this.byName.set(name, [...(this.byName.get(name) ?? []), id]);
      for (const met of holders.meet(name, id))
        findings.push({ kind: 'sameNamedRoles', resourceId: met.id, other: met.other });
    }
    this.findings = findings;
  }

  /** Whether any Group is to be a role: else nobody has to ask which there are. */
  get any(): boolean {
    return this.byName.size > 0;
  }

  /**
   * Roles of others that have the name of one of ours: in our role group it is taken for certain; whether DingTalk
   * lets another role group have it too is not documented (fact sheet 4).
   */
  match(existing: readonly ExistingRole[]): readonly PreflightFinding[] {
    return existing.flatMap(({ roleId, name, roleGroup, ours }) => {
      const kind = roleGroup === this.settings.groups.roleGroup ? 'existingRole' : 'roleElsewhere';
      const wanted = ours ? [] : (this.byName.get(name) ?? []);
      return wanted.map((resourceId) => ({ kind, resourceId, other: String(roleId) }) as const);
    });
  }
}
