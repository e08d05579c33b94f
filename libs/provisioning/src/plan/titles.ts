import { parseValueSource, valuesOf } from '#scim';
import type { JsonObject } from '#common';
import type { AccountFields } from './change.js';
import type { TitleSource } from '../mapping/title-source.js';
import type { AccountSituation } from './situation.js';

/** Titles by dept_id. */
export type DepartmentTitles = NonNullable<AccountFields['departmentTitles']>;

/** DingTalk takes so many characters of a title (fact sheet 3.1); whether of one department's too is not said. */
const maxTitle = 200;

/** Divides titles where an identity provider can send one text only. */
const between = ';';

/**
 * What a person is called in each of these departments; only those that have a title are named. Where titles are left
 * to DingTalk, those that were once written are still there.
 */
export function titlesOf(
  {
    settings,
    person,
    departments = [],
  }: Pick<AccountSituation, 'settings'> & Partial<Pick<AccountSituation, 'person' | 'departments'>>,
  { title, departmentIds }: Pick<AccountFields, 'title' | 'departmentIds'>,
  applied: AccountFields | undefined,
): DepartmentTitles {
  const source = settings.departmentTitles;
  switch (source.kind) {
    case 'none':
      return titlesWithin(applied?.departmentTitles, departmentIds);
    case 'title':
      return title === undefined ? {} : byDepartment(departmentIds, () => title);
    case 'listed': {
      const listed = person ? listedIn(person, source) : new Map<string, string>();
      const names = new Map(departments.map(({ externalId, name = '' }) => [Number(externalId), tidy(name)]));
      // Somebody who is between two Groups still lies in the department of the first.
      return byDepartment(departmentIds, (id) => {
        const name = names.get(id);
        return name === undefined ? applied?.departmentTitles?.[String(id)] : listed.get(name);
      });
    }
  }
}

/** Of these departments alone: whoever leaves one has no title there any more. */
export function titlesWithin(
  titles: DepartmentTitles | undefined,
  departmentIds: readonly number[],
): DepartmentTitles {
  return byDepartment(departmentIds, (id) => titles?.[String(id)]);
}

/**
 * What has to be written so that these departments show these titles; undefined where they do. All of ours are named,
 * not only those that changed: whether a list replaces what is there is not known. An empty text takes a title away.
 * Where it is not known what they show, all are written once.
 */
export function titleDifference(
  applied: AccountFields,
  { departmentTitles = {}, departmentIds, titlesInDoubt }: AccountFields,
): DepartmentTitles | undefined {
  const inDoubt = applied.titlesInDoubt === true && titlesInDoubt !== true;
  const before = titlesWithin(applied.departmentTitles, departmentIds);
  const all = byDepartment(
    departmentIds,
    (id) => departmentTitles[String(id)] ?? (before[String(id)] === undefined && !inDoubt ? undefined : ''),
  );
  return inDoubt || Object.entries(all).some(([id, title]) => (before[id] ?? '') !== title) ? all : undefined;
}

function byDepartment(ids: readonly number[], titleIn: (id: number) => string | undefined): DepartmentTitles {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const title = titleIn(id);
      return title === undefined ? [] : [[String(id), title] as const];
    }),
  );
}

type ListedTitles = Extract<TitleSource, { readonly kind: 'listed' }>;

/** What a User says of titles in his departments, as it is written there. */
export function titleTextsOf(person: JsonObject, attribute: ListedTitles['attribute']): readonly string[] {
  const texts = valuesOf(parseValueSource(attribute, 'User'), person);
  return texts.filter((text) => typeof text === 'string');
}

/** By the name of the department; of two titles in one department the first counts. */
function listedIn(person: JsonObject, { attribute, separator }: ListedTitles): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const entry of titleTextsOf(person, attribute).flatMap((text) => text.split(between))) {
    const [name, ...rest] = entry.split(separator);
    const title = Array.from(tidy(rest.join(separator)))
      .slice(0, maxTitle)
      .join('')
      .trimEnd();
    const department = tidy(name ?? '');
    if (department !== '' && title !== '' && !titles.has(department)) titles.set(department, title);
  }
  return titles;
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
