import type { Scene, ScriptedPerson, Step } from './script.js';

/** Calls by API, named by the end of its path. */
export type Calls = Readonly<Record<string, number>>;

/**
 * The fewest calls that bring DingTalk from one scene to the next: a person who comes, changes in whatever way or goes is
 * one call, whoever stays as he is none; a department that is made, renamed, moved or both is one. One that goes is two:
 * DingTalk would delete empty departments of others below it without a word, so that it is looked at first.
 */
export function leastCalls({ before, after }: Pick<Step, 'before' | 'after'>): Calls {
  const people = differences(shownPeople(before), shownPeople(after));
  const groups = differences(shownGroups(before), shownGroups(after));
  const calls = {
    'user/create': people.come,
    'user/update': people.changed,
    'user/delete': people.gone,
    'department/create': groups.come,
    'department/update': groups.changed,
    'department/listsub': groups.gone,
    'department/delete': groups.gone,
  };
  return Object.fromEntries(Object.entries(calls).filter(([, count]) => count > 0));
}

function differences(before: ReadonlyMap<number, string>, after: ReadonlyMap<number, string>) {
  const stays = [...after].filter(([number]) => before.has(number));
  return {
    come: after.size - stays.length,
    changed: stays.filter(([number, shown]) => before.get(number) !== shown).length,
    gone: before.size - stays.length,
  };
}

/** What an account shows of a person, as a text to compare. */
function shownPeople({ people }: Scene): ReadonlyMap<number, string> {
  const isIn = ({ state }: ScriptedPerson) => state === 'in';
  const there = [...people.values()].filter(isIn);
  return new Map(
    there.map((one) => {
      const manager = one.manager === undefined ? undefined : people.get(one.manager);
      const boss = manager && isIn(manager) ? manager.number : 0;
      return [one.number, JSON.stringify([one.name, one.title, boss, [...one.groups].sort((a, b) => a - b)])];
    }),
  );
}

const shownGroups = ({ groups }: Scene): ReadonlyMap<number, string> =>
  new Map(
    [...groups.values()].map(({ number, name, parent }) => [number, JSON.stringify([name, parent ?? 0])]),
  );
