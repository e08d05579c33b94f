import type { Answer } from '../../api/call.js';

/** The settings of a connection as they are written down; what is left out has its default. */
export type Settings = Answer<'GET /connections/{id}/settings'>;

/** What may be left out: an emptied field of the form means that. */
const optional: readonly (readonly [string, ...string[]])[] = [
  ['defaultDepartmentId'],
  ['holdingDepartmentId'],
  ['scope', 'users'],
  ['scope', 'groups'],
  ['groups', 'ignored'],
  ['groups', 'roles'],
  ['groups', 'departments'],
];

/** What goes with each choice of what has a kind: the rest of another choice is not sent. */
const membersOfKinds: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  departments: {
    groups: [],
    groupNames: ['separator'],
    userPath: ['attribute', 'separator'],
    none: [],
  },
  departmentTitles: { none: [], title: [], listed: ['attribute', 'separator'] },
};

/** Settings as a form has left them, without what was emptied. What the form does not know stays as it is. */
export function tidySettings(entered: Settings): Settings {
  const tidied: Record<string, unknown> = structuredClone(entered);
  for (const path of optional) {
    const parent = path
      .slice(0, -1)
      .reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), tidied);
    const key = path.at(-1) ?? '';
    if (!isObject(parent)) continue;
    const value = parent[key];
    if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) {
      Reflect.deleteProperty(parent, key);
    }
  }
  for (const [name, kinds] of Object.entries(membersOfKinds)) {
    const chosen = tidied[name];
    if (!isObject(chosen) || typeof chosen.kind !== 'string') continue;
    const members = ['kind', ...(kinds[chosen.kind] ?? Object.keys(chosen))];
    tidied[name] = Object.fromEntries(
      Object.entries(chosen).filter(([key, value]) => members.includes(key) && value !== undefined),
    );
  }
  return tidied;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
