import type { ScimDocument } from '../support/clients.js';
import type { SimulatedDepartment } from '../support/simulator-client.js';
import { externalOf } from './end.js';
import { departmentsOfGroups, groupsAround } from './oracle-owners.js';

const nameOf = ({ displayName }: ScimDocument) => String(displayName);

/** Departments of Groups that are departments by themselves, not by their path. */
export class GroupDepartments {
  private readonly own: ReadonlyMap<string, SimulatedDepartment>;

  /**
   * @param all every Group there is
   * @param groups those that are departments
   */
  constructor(
    private readonly all: readonly ScimDocument[],
    private readonly groups: readonly ScimDocument[],
    private readonly departments: readonly SimulatedDepartment[],
    private readonly rootId: number,
  ) {
    this.own = departmentsOfGroups(groups, departments, rootId);
  }

  of(group: ScimDocument): SimulatedDepartment | undefined {
    return this.own.get(group.id);
  }

  has(department: SimulatedDepartment): boolean {
    return [...this.own.values()].includes(department);
  }

  /** @param mayBeRole whether a Group may have stayed the role that it was */
  faults(mayBeRole: boolean): readonly string[] {
    const twice = this.groups.filter(
      ({ externalId }) =>
        this.departments.filter(({ source_identifier: mark }) => externalOf(mark) === externalId).length > 1,
    );
    return [
      ...twice.map((group) => `the Group ${nameOf(group)} has two departments`),
      ...this.groups.flatMap((group) => this.faultsOfGroup(group, mayBeRole)),
    ];
  }

  private faultsOfGroup(group: ScimDocument, mayBeRole: boolean): readonly string[] {
    const own = this.of(group);
    const label = `the department of ${nameOf(group)} (${String(group.externalId)})`;
    if (this.isInPlace(group) || (!own && mayBeRole) || this.isStuck(group)) return [];
    return [own ? `${label} is ${own.name} below ${String(own.parent_id)}` : `${label} is missing`];
  }

  private placesOfGroup(group: ScimDocument): readonly (number | undefined)[] {
    const above = groupsAround(this.groups, group);
    return above.length > 0 ? above.map((one) => this.of(one)?.dept_id) : [this.rootId];
  }

  private isInPlace(group: ScimDocument): boolean {
    const own = this.of(group);
    return own?.name === nameOf(group) && this.placesOfGroup(group).includes(own.parent_id);
  }

  /**
   * Where the name is taken there, or the place itself is missing, it stays as it was: told, not forced. Who is stuck
   * himself, or goes elsewhere, keeps nobody's name.
   */
  private isStuck(group: ScimDocument): boolean {
    const own = this.of(group);
    const places = this.placesOfGroup(group);
    if (this.isInCircle(group)) return true;
    if (own ? places.includes(undefined) : places.every((place) => place === undefined)) return true;
    const other = this.departments.find(
      (one) => one !== own && one.name === nameOf(group) && places.includes(one.parent_id),
    );
    const owner = this.groups.find((one) => other !== undefined && this.of(one) === other);
    return other !== undefined && (!owner || this.isInPlace(owner) || this.isInCircle(owner));
  }

  private isInCircle(group: ScimDocument): boolean {
    const seen = new Set<string>();
    const up = [group.id];
    for (const id of up) {
      for (const { id: above, members = [] } of this.all) {
        if (!members.some(({ value }) => value === id)) continue;
        if (above === group.id) return true;
        if (!seen.has(above)) up.push(above);
        seen.add(above);
      }
    }
    return false;
  }
}
