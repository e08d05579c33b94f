import type { Json } from '#common';
import type { ChangedValues } from '#store';

/** What tells nothing about a person: the rest is masked, also what this list does not know yet. */
const plain: ReadonlySet<string> = new Set(['departmentIds', 'managerUserId', 'parentId', 'title']);

/**
 * Values as every administrator may see them: enough to recognise, too little to use. Departments have no
 * personal data.
 *
 * @param event what was done or is planned, as in `updateAccount`
 */
export function maskedValues({
  event,
  values,
}: {
  readonly event: string;
  readonly values: ChangedValues | null;
}): ChangedValues | null {
  if (values === null || event.includes('Department')) return values;
  return Object.fromEntries(
    Object.entries(values).map(([field, [before, after]]) =>
      plain.has(field) ? [field, [before, after]] : [field, [masked(before), masked(after)]],
    ),
  );
}

/** `13800000001` becomes `1***1`, `ada@x.org` becomes `a***g`, what is shorter than three characters `***`. */
function masked(value: Json): Json {
  if (value === null) return null;
  const characters = Array.from(typeof value === 'string' ? value : JSON.stringify(value));
  if (characters.length < 3) return '***';
  return `${characters[0] ?? ''}***${characters.at(-1) ?? ''}`;
}
