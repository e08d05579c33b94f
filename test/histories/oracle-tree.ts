import type { ScimDocument } from '../support/clients.js';
import type { SimulatedDepartment } from '../support/simulator-client.js';
import { causeOf, enterprise, externalOf, isSynced, useOf } from './end.js';
import type { End } from './end.js';
import { departmentsOfGroups, groupsAround } from './oracle-owners.js';
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
  private readonly own: ReadonlyMap<string, SimulatedDepartment>;

  constructor(private readonly end: End) {
    const { rules, groups, dingTalk, made } = end;
    this.rootId = rootOf(rules, made);
    this.groups = groups.filter((group) => isSynced(end, group) && useOf(rules, group) === 'departments');
    this.departments = dingTalk.departments.filter(
      ({ dept_id: id }) => ![companyId, made.holding, made.base].includes(id),
    );
    this.own = departmentsOfGroups(this.groups, this.departments, this.rootId);
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
          : { asked: 1, there: defined([this.at(path)?.dept_id]) };
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
          ...this.strays((department) => [...this.own.values()].includes(department)),
          ...this.faultsOfGroups(),
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
    return this.end.rules.source === 'groupNames' ? this.at(nameOf(group)) : this.own.get(group.id);
  }

  private madeOf(group: ScimDocument): number | undefined {
    const { source } = this.end.rules;
    return source === 'groups' || source === 'groupNames' ? this.of(group)?.dept_id : undefined;
  }

  private at(path: string): SimulatedDepartment | undefined {
    return this.departments.find((department) => this.pathTo(department) === path);
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
      this.end.invitedInto.has(id) ||
      this.end.dingTalk.users.some(({ dept_id_list: list }) => list.includes(id)) ||
      below.some((lower) => this.isOccupied(lower))
    );
  }

  private faultsOfPaths(paths: readonly string[]): readonly string[] {
    const faults = this.strays((department) => {
      const path = this.pathTo(department);
      return paths.some((asked) => asked === path || asked.startsWith(`${path}/`));
    });
    const missing = this.mayBeRole() ? [] : paths.filter((path) => !this.at(path));
    return [...faults, ...missing.map((path) => `the department ${path} is missing`)];
  }

  private faultsOfGroups(): readonly string[] {
    const twice = this.groups.filter(
      ({ externalId }) =>
        this.departments.filter(({ source_identifier: mark }) => externalOf(mark) === externalId).length > 1,
    );
    return [
      ...twice.map((group) => `the Group ${nameOf(group)} has two departments`),
      ...this.groups.flatMap((group) => this.faultsOfGroup(group)),
    ];
  }

  private faultsOfGroup(group: ScimDocument): readonly string[] {
    const own = this.of(group);
    const label = `the department of ${nameOf(group)} (${String(group.externalId)})`;
    const above = groupsAround(this.groups, group);
    const places = above.length > 0 ? above.map((one) => this.of(one)?.dept_id) : [this.rootId];
    if (own?.name === nameOf(group) && places.includes(own.parent_id)) return [];
    // Where the name is taken there, or the place itself is missing, it stays as it was: told, not forced.
    const stuck =
      this.isInCircle(group) ||
      (!own && this.mayBeRole()) ||
      (own ? places.includes(undefined) : places.every((place) => place === undefined)) ||
      this.departments.some(
        (other) => other !== own && other.name === nameOf(group) && places.includes(other.parent_id),
      );
    if (stuck) return [];
    return [own ? `${label} is ${own.name} below ${String(own.parent_id)}` : `${label} is missing`];
  }

  /** A Group is one thing at a time, and may stay the role that it was. */
  private mayBeRole(): boolean {
    const { rules, dingTalk } = this.end;
    return (
      rules.leavers.outOfScope.action === 'nothing' && dingTalk.roles.some(({ group }) => group === roleGroup)
    );
  }

  private isInCircle(group: ScimDocument): boolean {
    const seen = new Set<string>();
    const up = [group.id];
    for (const id of up) {
      for (const { id: above, members = [] } of this.end.groups) {
        if (!members.some(({ value }) => value === id)) continue;
        if (above === group.id) return true;
        if (!seen.has(above)) up.push(above);
        seen.add(above);
      }
    }
    return false;
  }
}

/** Where somebody without a department is; undefined: wherever he was. */
export function placeWithout({ rules, made }: End): number | undefined {
  switch (rules.without) {
    case 'default':
      return companyId;
    case 'holding':
      return made.holding;
    case 'blocked':
      return undefined;
  }
}

/** A Group may have taken over a department that was made for its path. */
const isMadeFor = ({ externalId }: ScimDocument, mark: string | undefined): boolean =>
  [externalId, 'path'].includes(externalOf(mark));

const pathOf = (user: ScimDocument): string | undefined =>
  (user[enterprise] as { department?: string } | undefined)?.department;

/** `Navy=Head; Band=Deputy`: of two for one department the first counts. */
function listedTitles(user: ScimDocument): ReadonlyMap<string, string> {
  const text = (user[enterprise] as { division?: string } | undefined)?.division ?? '';
  const pairs = text.split(';').map((pair) => pair.trim().split('=') as [string, string?]);
  return new Map(pairs.reverse().map(([name, title = '']) => [name, title]));
}

const defined = <T>(list: readonly (T | undefined)[]): readonly T[] =>
  list.filter((one): one is T => one !== undefined);
