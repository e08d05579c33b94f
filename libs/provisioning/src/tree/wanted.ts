import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import { departmentName } from '../mapping/department-name.js';
import type { DepartmentSituation, Reference } from '../plan/situation.js';
import { above, pathFrom, readDepartmentPath } from './path.js';
import type { DepartmentPath } from './path.js';

const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';

/** Where a department belongs. */
export type Parent =
  | { readonly kind: 'there'; readonly departmentId: number }
  /** Another department of ours that is not there yet. */
  | { readonly kind: 'awaited'; readonly resourceId?: string }
  /** Above itself. */
  | { readonly kind: 'cyclic' };

/** What SCIM wants of a department; undefined: that there is none. */
export interface WantedDepartment {
  /** undefined: it has no name that DingTalk could take. */
  readonly name: string | undefined;
  readonly parent: Parent;
  readonly order?: number;
}

/** Reads what makes a department, by what makes the tree. */
export function wantedDepartment(situation: DepartmentSituation): WantedDepartment | undefined {
  const { group, settings } = situation;
  switch (settings.departments.kind) {
    case 'groups':
      return group && ofGroup(situation, group);
    case 'groupNames':
      return group ? ofNamedGroup(situation, group, settings.departments.separator) : ofPath(situation);
    case 'userPath':
      return group ? undefined : ofPath(situation);
    case 'none':
      return undefined;
  }
}

function ofGroup(situation: DepartmentSituation, group: JsonObject): WantedDepartment {
  const { displayName } = group;
  const name = typeof displayName === 'string' ? departmentName(displayName) : undefined;
  const [first] = situation.parents;
  // A department has one parent; of several Groups that hold this one, the one that had it first is it.
  const parent = situation.cyclic ? ({ kind: 'cyclic' } as const) : parentAt(situation, first);
  return { name, parent, ...orderOf(group) };
}

function ofNamedGroup(
  situation: DepartmentSituation,
  group: JsonObject,
  separator: string,
): WantedDepartment {
  const { displayName } = group;
  const path = typeof displayName === 'string' ? readDepartmentPath(displayName, separator) : undefined;
  if (!path) return { name: undefined, parent: { kind: 'there', departmentId: rootOf(situation) } };
  return { ...below(situation, path), ...orderOf(group) };
}

function ofPath(situation: DepartmentSituation): WantedDepartment | undefined {
  return situation.path?.wanted ? below(situation, pathFrom(situation.path.segments)) : undefined;
}

function below(situation: DepartmentSituation, path: DepartmentPath): WantedDepartment {
  const name = departmentName(path.segments.at(-1) ?? '');
  const up = above(path);
  if (!up) return { name, parent: parentAt(situation, undefined) };
  const step = situation.steps.find(({ pathKey }) => pathKey === up.key);
  return { name, parent: step ? parentAt(situation, step) : { kind: 'awaited' } };
}

function parentAt(situation: DepartmentSituation, parent: Reference | undefined): Parent {
  if (!parent) return { kind: 'there', departmentId: rootOf(situation) };
  return parent.presence === 'present'
    ? { kind: 'there', departmentId: Number(parent.externalId) }
    : { kind: 'awaited', resourceId: parent.resourceId };
}

const rootOf = ({ settings }: DepartmentSituation) => settings.rootDepartmentId;

function orderOf(group: JsonObject): { readonly order?: number } {
  const own = group[extension];
  const order = isJsonObject(own) ? own.order : undefined;
  // DingTalk takes positive numbers only (fact sheet 2.1).
  return typeof order === 'number' && order > 0 ? { order } : {};
}

/** Whether a Group says anything of heads: if not, they are DingTalk's. */
export function namesHeads(group: JsonObject | undefined): boolean {
  const own = group?.[extension];
  return isJsonObject(own) && Array.isArray(own.managers) && own.managers.length > 0;
}
