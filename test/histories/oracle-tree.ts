import type { ScimDocument } from '../support/clients.js';
import type { SimulatedDepartment } from '../support/simulator-client.js';
import { causeOf, externalOf, isSynced, useOf } from './end.js';
import type { End } from './end.js';
import { listedTitles, pathOf } from './oracle-attributes.js';
import { GroupDepartments } from './oracle-groups.js';
import { isMadeFor } from './oracle-owners.js';
import { companyId, roleGroup, rootOf } from './rules.js';

const nameOf = ({ displayName }: ScimDocument) => String(displayName);

/** Which departments there must be, and which there may be. */
export class Tree {
  /** Groups that are departments: none where they are not synced. */
  readonly groups: readonly ScimDocument[];
  private readonly departments: readonly SimulatedDepartment[];
  /** Below what the tree is. */
  private readonly rootId: number;
  /** Of Groups that are departments by themselves, not by their path. */
  private readonly own: GroupDepartments;

  constructor(private readonly end: End) {
    const { rules, groups, dingTalk, made } = end;
    this.rootId = rootOf(rules, made);
    this.groups = groups.filter((group) => isSynced(end, group) && useOf(rules, group) === 'departments');
    this.departments = dingTalk.departments.filter(
      ({ dept_id: id }) => ![companyId, made.holding, made.base].includes(id),
    );
    this.own = new GroupDepartments(groups, this.groups, this.departments, this.rootId);
  }

  /** Where SCIM puts a person, and what is there of it. */
  placesOf(user: ScimDocument): { readonly asked: number; readonly there: readonly number[] } {
    const { rules } = this.end;
    switch (rules.source) {
      case 'groups':
      case 'groupNames': {
        const memberOf = this.groups.filter(({ members = [] }) =>
          members.some(({ value }) => value === user.id),
        );
        return { asked: memberOf.length, there: defined(memberOf.map((group) => this.of(group)?.dept_id)) };
      }
      case 'userPath': {
        const path = pathOf(user);
        return path === undefined
          ? { asked: 0, there: [] }
          : { asked: 1, there: defined([this.ownAt(path)?.dept_id]) };
      }
      case 'none':
        return { asked: 0, there: [] };
    }
  }

  /** What a person is to be called in each of these departments, where SCIM says anything about it. */
  titlesOf(user: ScimDocument, wanted: readonly number[]): ReadonlyMap<number, string> {
    switch (this.end.rules.titles) {
      case 'none':
        return new Map();
      case 'title':
        return new Map(wanted.map((id) => [id, typeof user.title === 'string' ? user.title : '']));
      case 'listed': {
        const listed = listedTitles(user);
        const made = this.groups.flatMap((group) => {
          const id = this.madeOf(group);
          return id !== undefined && wanted.includes(id)
            ? [[id, listed.get(nameOf(group)) ?? ''] as const]
            : [];
        });
        return new Map(made);
      }
    }
  }

  /** Whether a person's places are the only ones he may have: of two Groups of one path one waits. */
  isCertain(user: ScimDocument): boolean {
    if (this.end.rules.source !== 'groupNames') return true;
    const names = this.groups.map(nameOf);
    return this.groups
      .filter(({ members = [] }) => members.some(({ value }) => value === user.id))
      .every((group) => names.filter((name) => name === nameOf(group)).length === 1);
  }

  faults(): readonly string[] {
    switch (this.end.rules.source) {
      case 'groups':
        return [
          ...this.strays((department) => this.own.has(department)),
          ...this.own.faults(this.mayBeRole()),
        ];
      case 'groupNames':
        return this.faultsOfPaths(this.groups.map(nameOf));
      case 'userPath': {
        const staying = this.end.users.filter((user) => causeOf(this.end, user) === undefined);
        return this.faultsOfPaths(defined(staying.map(pathOf)));
      }
      case 'none':
        return this.strays(() => false);
    }
  }

  private of(group: ScimDocument): SimulatedDepartment | undefined {
    if (this.end.rules.source !== 'groupNames') return this.own.of(group);
    return this.ownAt(nameOf(group));
  }

  private madeOf(group: ScimDocument): number | undefined {
    const { source } = this.end.rules;
    return source === 'groups' || source === 'groupNames' ? this.of(group)?.dept_id : undefined;
  }

  private at(path: string): SimulatedDepartment | undefined {
    return this.departments.find((department) => this.pathTo(department) === path);
  }

  /** What stands there for the path, and not for a Group that was called so, or is to be no department any more. */
  private ownAt(path: string): SimulatedDepartment | undefined {
    const found = this.at(path);
    return found && this.isInTheWay(found) ? undefined : found;
  }

  private pathTo({ name, parent_id: parent }: SimulatedDepartment): string {
    const above = this.departments.find(({ dept_id: id }) => id === parent);
    // A name that was not made for a path may hold what divides paths.
    const own = name.replaceAll('/', '//');
    if (above) return `${this.pathTo(above)}/${own}`;
    return parent === this.rootId ? own : `elsewhere/${own}`;
  }

  /** Of a Group that is there and is to be no department any more, where such are left as they are. */
  private isKept({ source_identifier: mark }: SimulatedDepartment): boolean {
    const { groups, rules } = this.end;
    return (
      rules.leavers.outOfScope.action === 'nothing' &&
      groups.some((group) => !this.groups.includes(group) && isMadeFor(group, mark))
    );
  }

  /** Departments that nobody asks for, and that are not kept by somebody who lies in them. */
  private strays(isAsked: (department: SimulatedDepartment) => boolean): readonly string[] {
    return this.departments
      .filter((department) => !isAsked(department) && !this.isOccupied(department))
      .map((department) => `nobody asks for the department ${this.pathTo(department)}`);
  }

  /** By whoever stays although he is to leave, or waits where he is, or was invited into it, or by a department that cannot go either. */
  private isOccupied(department: SimulatedDepartment): boolean {
    const { dept_id: id } = department;
    const below = this.departments.filter(({ parent_id: parent }) => parent === id);
    return (
      this.isKept(department) ||
      this.isBeaten(department) ||
      this.end.invitedInto.has(id) ||
      this.end.dingTalk.users.some(({ dept_id_list: list }) => list.includes(id)) ||
      below.some((lower) => this.isOccupied(lower))
    );
  }

  private faultsOfPaths(paths: readonly string[]): readonly string[] {
    const faults = this.strays((department) => {
      const path = this.pathTo(department);
      const isAsked = paths.some((asked) => asked === path || asked.startsWith(`${path}/`));
      return isAsked || this.isBeaten(department);
    });
    const missing = this.mayBeRole() ? [] : paths.filter((path) => !this.at(path) && !this.isHeldUp(path));
    return [...faults, ...missing.map((path) => `the department ${path} is missing`)];
  }

  /**
   * Of a Group whose path another Group's department has: where its own is already it stays, told and not forced. Of
   * those who wait for each other all get what they want.
   *
   * @param waiting departments that wait for this one to move
   */
  private isBeaten(department: SimulatedDepartment, waiting: readonly SimulatedDepartment[] = []): boolean {
    if (this.end.rules.source !== 'groupNames' || waiting.includes(department)) return false;
    const others = [...waiting, department];
    const above = this.departments.find(({ dept_id: id }) => id === department.parent_id);
    if (above && this.isBeaten(above, others)) return true;
    const owner = this.ownerOf(department);
    const first = owner && this.at(nameOf(owner));
    if (!first || first === department) return false;
    const keeper = this.ownerOf(first);
    if (!keeper || nameOf(keeper) === this.pathTo(first)) return true;
    return this.isBeaten(first, others);
  }

  /** The Group that a department was made for; none where it was made for a path. */
  private ownerOf({ source_identifier: mark }: SimulatedDepartment): ScimDocument | undefined {
    return this.groups.find(({ externalId }) => externalId === externalOf(mark));
  }

  /** Whether it has a name that others may want: it is beaten, or kept for a Group that is to be none. */
  private isInTheWay(department: SimulatedDepartment): boolean {
    const { groups, rules } = this.end;
    const owner = groups.find(({ externalId }) => externalId === externalOf(department.source_identifier));
    const isKept = rules.leavers.outOfScope.action === 'nothing' && owner && !this.groups.includes(owner);
    return isKept === true || this.isBeaten(department);
  }

  /** Whether a path leads through a name that is in use: that is told, and waited for. */
  private isHeldUp(path: string): boolean {
    const names = path.split('/');
    const steps = names.map((_, place) => this.at(names.slice(0, place + 1).join('/')));
    return steps.some((step) => step !== undefined && this.isInTheWay(step));
  }

  /** A Group is one thing at a time, and may stay the role that it was. */
  private mayBeRole(): boolean {
    const { rules, dingTalk } = this.end;
    return (
      rules.leavers.outOfScope.action === 'nothing' && dingTalk.roles.some(({ group }) => group === roleGroup)
    );
  }
}

const defined = <T>(list: readonly (T | undefined)[]): readonly T[] =>
  list.filter((one): one is T => one !== undefined);
