import type { Seeded } from '../support/seeded.js';

/** A person as the script has him. */
export interface ScriptedPerson {
  readonly number: number;
  readonly name: string;
  readonly title: string;
  readonly state: 'in' | 'suspended' | 'dismissed';
  /** By number; undefined: nobody, or somebody whose User is gone. */
  readonly manager: number | undefined;
  readonly groups: ReadonlySet<number>;
}

export interface ScriptedGroup {
  readonly number: number;
  readonly name: string;
  readonly parent: number | undefined;
}

/** What SCIM says, by number. */
export interface Scene {
  readonly people: ReadonlyMap<number, ScriptedPerson>;
  readonly groups: ReadonlyMap<number, ScriptedGroup>;
}

const kinds = [
  ...['hire', 'hire', 'edit', 'edit', 'pushAgain', 'pushAgain', 'move', 'joinMany', 'report'],
  ...['suspend', 'resume', 'dismiss', 'rehire', 'found', 'rename', 'nest', 'dissolve'],
] as readonly StepKind[];

export type StepKind =
  | 'hire'
  | 'edit'
  | 'pushAgain'
  | 'move'
  | 'joinMany'
  | 'report'
  | 'suspend'
  | 'resume'
  | 'dismiss'
  | 'rehire'
  | 'found'
  | 'rename'
  | 'nest'
  | 'dissolve';

/** A step of a script: what SCIM says before and after. It may take several requests, all before anybody looks. */
export interface Step {
  readonly kind: StepKind;
  readonly before: Scene;
  readonly after: Scene;
  /** Whom an unchanged push is about. */
  readonly about: number | undefined;
}

/** Makes up what happens in a company: the same from the same seed. */
export class Script {
  private scene: Scene = { people: new Map(), groups: new Map() };
  /** Numbers and names are never used twice. */
  private serial = 0;

  constructor(private readonly random: Seeded) {}

  /** As many steps as are asked for, each of which makes sense after those before it. */
  *steps(count: number): Generator<Step> {
    for (let made = 0; made < count;) {
      const kind = this.random.one(kinds);
      const about = this.pick(this.staff);
      const after = this.after(kind, about, this.pick([...this.scene.groups.values()]));
      if (!after) continue;
      yield { kind, before: this.scene, after, about: about?.number };
      this.scene = after;
      made += 1;
    }
  }

  private get staff(): readonly ScriptedPerson[] {
    return [...this.scene.people.values()].filter(({ state }) => state === 'in');
  }

  /** @returns undefined where there is nobody that it could happen to */
  private after(
    kind: StepKind,
    one: ScriptedPerson | undefined,
    group: ScriptedGroup | undefined,
  ): Scene | undefined {
    const { scene, random, staff } = this;
    const groups = [...scene.groups.values()];
    switch (kind) {
      case 'hire': {
        const number = (this.serial += 1);
        const into = groups.filter(() => random.below(4) === 0).map((each) => each.number);
        const texts = { name: this.word('Person'), title: this.word('Title') };
        return this.withPeople([
          { number, ...texts, state: 'in', manager: one?.number, groups: new Set(into) },
        ]);
      }
      case 'edit':
        return one && this.withPeople([{ ...one, name: this.word('Person'), title: this.word('Title') }]);
      case 'pushAgain':
        return one && scene;
      case 'move': {
        if (!one || !group) return undefined;
        const left = [...one.groups].slice(1);
        return this.withPeople([
          { ...one, title: this.word('Title'), groups: new Set([...left, group.number]) },
        ]);
      }
      case 'joinMany':
        return (
          group &&
          this.withPeople(
            staff.slice(0, 4).map((each) => ({ ...each, groups: new Set([...each.groups, group.number]) })),
          )
        );
      case 'report': {
        const manager = this.pick(staff);
        if (!one || !manager || manager.number === one.number) return undefined;
        return this.withPeople([{ ...one, manager: manager.number }]);
      }
      case 'suspend':
        return one && staff.length > 3 ? this.withPeople([{ ...one, state: 'suspended' }]) : undefined;
      case 'dismiss':
        return one && staff.length > 3 ? this.without(one) : undefined;
      case 'resume':
      case 'rehire': {
        const state = kind === 'resume' ? 'suspended' : 'dismissed';
        const back = this.pick([...scene.people.values()].filter((each) => each.state === state));
        return back && this.withPeople([{ ...back, state: 'in' }]);
      }
      case 'found':
        return this.withGroups([
          { number: (this.serial += 1), name: this.word('Group'), parent: group?.number },
        ]);
      case 'rename':
        return group && this.withGroups([{ ...group, name: this.word('Group') }]);
      case 'nest': {
        if (!group) return undefined;
        const parent = this.pick(groups.filter((each) => !this.isIn(each, group)));
        return this.withGroups([{ ...group, parent: parent?.number }]);
      }
      case 'dissolve':
        return group && groups.length > 3 ? this.withoutGroup(group) : undefined;
    }
  }

  private withPeople(changed: readonly ScriptedPerson[]): Scene {
    const { people, groups } = this.scene;
    return { groups, people: new Map([...people, ...changed.map((each) => [each.number, each] as const)]) };
  }

  private withGroups(changed: readonly ScriptedGroup[]): Scene {
    const { people, groups } = this.scene;
    return { people, groups: new Map([...groups, ...changed.map((each) => [each.number, each] as const)]) };
  }

  /** With a User go his memberships, and whoever reported to him reports to nobody. */
  private without(one: ScriptedPerson): Scene {
    const reports = [...this.scene.people.values()].filter(({ manager }) => manager === one.number);
    return this.withPeople([
      ...reports.map((each) => ({ ...each, manager: undefined })),
      { ...one, state: 'dismissed', manager: undefined, groups: new Set<number>() },
    ]);
  }

  /** What was in a Group that is no more is at the top. */
  private withoutGroup(group: ScriptedGroup): Scene {
    const people = [...this.scene.people.values()].map((each) => ({
      ...each,
      groups: new Set([...each.groups].filter((number) => number !== group.number)),
    }));
    const left = [...this.scene.groups.values()]
      .filter((each) => each !== group)
      .map((each) => (each.parent === group.number ? { ...each, parent: undefined } : each));
    return {
      people: new Map(people.map((each) => [each.number, each])),
      groups: new Map(left.map((each) => [each.number, each])),
    };
  }

  private isIn(one: ScriptedGroup, other: ScriptedGroup): boolean {
    if (one.number === other.number) return true;
    const above = one.parent === undefined ? undefined : this.scene.groups.get(one.parent);
    return above !== undefined && this.isIn(above, other);
  }

  private word(what: string): string {
    return `${what} ${String((this.serial += 1))}`;
  }

  private pick<T>(list: readonly T[]): T | undefined {
    return list[this.random.below(Math.max(list.length, 1))];
  }
}
