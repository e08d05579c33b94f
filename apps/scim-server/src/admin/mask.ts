import type { Json } from '#common';
import type { ActivityEntry } from '#store';

/** What tells nothing about a person: the rest is masked, also what this list does not know yet. */
const plain: ReadonlySet<string> = new Set([
  'departmentIds',
  'managerUserId',
  'manager_userid',
  'parentId',
  'title',
]);

/**
 * Values as every administrator may see them: enough to recognise, too little to use. Departments have no
 * personal data.
 */
export function maskedValues({ event, values }: ActivityEntry): ActivityEntry['values'] {
  if (values === null || event.includes('Department')) return values;
  return Object.fromEntries(
    Object.entries(values).map(([field, [before, after]]) => [
      field,
      [maskedField(field, before), maskedField(field, after)],
    ]),
  );
}

/** The value of one field of an account, by its name in a mapping or in a change. */
export const maskedField = (field: string, value: Json): Json => (plain.has(field) ? value : masked(value));

/** `13800000001` becomes `1***1`, `ada@x.org` becomes `a***g`, what is shorter than three characters `***`. */
function masked(value: Json): Json {
  if (value === null) return null;
  const characters = Array.from(typeof value === 'string' ? value : JSON.stringify(value));
  if (characters.length < 3) return '***';
  return `${characters[0] ?? ''}***${characters.at(-1) ?? ''}`;
}
