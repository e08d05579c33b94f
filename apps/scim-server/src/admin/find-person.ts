import { asResourceId } from '#common';
import type { ResourceId } from '#common';
import { parseFilter } from '#scim';
import type { Resources } from '#store';

/** The Resource that is named by its id, or the person that is named by userName; undefined: there is none. */
export async function findPerson(resources: Resources, person: string): Promise<ResourceId | undefined> {
  const id = asResourceId(person);
  if (id !== undefined) return id;
  const filter = parseFilter(`userName eq ${JSON.stringify(person)}`, 'User');
  const query = { parts: [{ type: 'User', filter }], order: 'ascending', baseUrl: '' } as const;
  const page = await resources.list(query, { startIndex: 1, count: 1 });
  return page.resources[0]?.id;
}
