import type { JsonObject } from '#common';
import { groupUse } from '../group-settings.js';
import { departmentName } from '../mapping/department-name.js';
import { isInScope } from '../scope.js';
import type { Settings } from '../settings.js';
import { above, readDepartmentPath, stepsTo } from '../tree/path.js';
import type { DepartmentPath } from '../tree/path.js';
import { onCycles } from './cycles.js';
import type { PreflightFinding } from './finding.js';
import { Holders } from './holders.js';

/** A Group as a preflight reads it. */
export interface PreflightGroup {
  readonly id: string;
  readonly body: JsonObject;
  /** Groups that have it as a member, oldest membership first. */
  readonly parentIds: readonly string[];
  /** Of the Groups that the scope names, those it is in; itself too. */
  readonly scopeGroups: readonly string[];
}

/** A department that is to be there. */
interface WantedNode {
  readonly key: string;
  readonly parentKey?: string;
  /** As DingTalk will show it. */
  readonly name: string;
  /** Whether SCIM says it otherwise. */
  readonly changed: boolean;
  /** Absent where a path leads through it and it is no Group's. */
  readonly resourceId?: string;
}

/** A department that is in DingTalk already. */
export interface ExistingDepartment {
  readonly departmentId: number;
  readonly parentId: number;
  readonly name: string;
  /** Whether it is one of ours. */
  readonly ours: boolean;
}

/** The departments that Groups are to become, and what stands in their way. */
export class DepartmentsCheck {
  /** The Groups that become departments. */
  readonly departments = new Set<string>();
  readonly findings: readonly PreflightFinding[];
  private readonly nodes: readonly WantedNode[];

  constructor(
    private readonly settings: Settings,
    groups: readonly PreflightGroup[],
  ) {
    const { kind } = settings.departments;
    const wanted =
      kind === 'userPath' || kind === 'none'
        ? []
        : groups.filter(
            ({ body, scopeGroups }) =>
              groupUse(settings.groups, body) === 'departments' &&
              isInScope('Group', body, scopeGroups, settings.scope),
          );
    for (const { id } of wanted) this.departments.add(id);
    const nodes: WantedNode[] = [];
    const findings: PreflightFinding[] = [];
    for (const group of wanted) {
      const named = this.nodesOf(group);
      if (!named) findings.push({ kind: 'departmentNoName', resourceId: group.id });
      else nodes.push(...named);
    }
    findings.push(...changedNames(nodes), ...collisions(nodes), ...this.cycles(wanted));
    this.findings = findings;
    this.nodes = nodes;
  }

  /** Departments that stand already where ours are to be: DingTalk would refuse a second one of the name. */
  match(existing: readonly ExistingDepartment[]): readonly PreflightFinding[] {
    const below = new Map<string, ExistingDepartment>();
    for (const one of existing) below.set(place(one.parentId, one.name), one);
    const children = new Map<string, WantedNode[]>();
    for (const node of unique(this.nodes)) {
      const siblings = children.get(node.parentKey ?? '') ?? [];
      siblings.push(node);
      children.set(node.parentKey ?? '', siblings);
    }
    const findings: PreflightFinding[] = [];
    const descend = (parentKey: string, parentId: number): void => {
      for (const { key, name, resourceId } of children.get(parentKey) ?? []) {
        const there = below.get(place(parentId, name));
        if (!there) continue;
        if (!there.ours && resourceId !== undefined) {
          findings.push({ kind: 'existingDepartment', resourceId, other: String(there.departmentId) });
        }
        descend(key, there.departmentId);
      }
    };
    descend('', this.settings.rootDepartmentId);
    return findings;
  }

  /** The department itself, and those that its path leads through; undefined where it has no name. */
  private nodesOf({ id, body, parentIds }: PreflightGroup): readonly WantedNode[] | undefined {
    const displayName = typeof body.displayName === 'string' ? body.displayName : '';
    const { departments: source } = this.settings;
    if (source.kind !== 'groupNames') {
      const named = nameFrom(displayName);
      // Below a Group that is not synced, departments hang from the root.
      const parentKey = parentIds.find((parent) => this.departments.has(parent));
      return named && [{ key: id, ...named, resourceId: id, ...keyed(parentKey) }];
    }
    const path = readDepartmentPath(displayName, source.separator);
    const nodes = path && stepsTo(path).map((step) => nodeOf(step));
    const own = nodes?.at(-1);
    return nodes && own && nodes.every((node) => node !== undefined)
      ? [...nodes.slice(0, -1), { ...own, resourceId: id }]
      : undefined;
  }

  private cycles(groups: readonly PreflightGroup[]): readonly PreflightFinding[] {
    if (this.settings.departments.kind !== 'groups') return [];
    const next = new Map<string, string>();
    for (const { id, parentIds } of groups) {
      const parent = parentIds.find((one) => this.departments.has(one));
      if (parent !== undefined) next.set(id, parent);
    }
    return onCycles(next).map((resourceId) => ({ kind: 'departmentCycle', resourceId }));
  }
}

function nodeOf(step: DepartmentPath): WantedNode | undefined {
  const named = nameFrom(step.segments.at(-1) ?? '');
  return named && { key: step.key, ...named, ...keyed(above(step)?.key) };
}

function nameFrom(said: string): Pick<WantedNode, 'name' | 'changed'> | undefined {
  const name = departmentName(said);
  return name === undefined ? undefined : { name, changed: said.replace(/\s+/g, ' ').trim() !== name };
}

const keyed = (parentKey: string | undefined) => (parentKey === undefined ? {} : { parentKey });

const place = (parentId: number, name: string) => `${String(parentId)}/${name}`;

/** Many paths lead through one department: it is one. A Group's own stands before one that is nobody's. */
function unique(nodes: readonly WantedNode[]): readonly WantedNode[] {
  const byKey = new Map<string, WantedNode>();
  for (const node of nodes) if (byKey.get(node.key)?.resourceId === undefined) byKey.set(node.key, node);
  return [...byKey.values()];
}

/** DingTalk takes some characters in no name, and names of a length: what is written differs from what SCIM says. */
function changedNames(nodes: readonly WantedNode[]): readonly PreflightFinding[] {
  return nodes.flatMap(({ resourceId, changed }) =>
    changed && resourceId !== undefined ? [{ kind: 'departmentNameChanged', resourceId }] : [],
  );
}

function collisions(nodes: readonly WantedNode[]): readonly PreflightFinding[] {
  const holders = new Holders();
  return nodes.flatMap(({ resourceId, parentKey = '', name }) =>
    resourceId === undefined
      ? []
      : holders
          .meet(`${parentKey}/${name}`, resourceId)
          .map(({ id, other }): PreflightFinding => ({ kind: 'sameNamedSiblings', resourceId: id, other })),
  );
}
