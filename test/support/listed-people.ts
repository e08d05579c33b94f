import { nameless, team } from '../builders/scim.js';
import type { Bridge, Tenant } from './bridge.js';
import { unique } from './clients.js';
import type { Answer, ScimDocument } from './clients.js';

const names = ['eve', 'Ada', 'dan', 'Bob', 'cleo'] as const;

/** A connection of five people, one without a title, and of two Groups; ids in the order in which they were made. */
export interface ListedPeople {
  readonly tenant: Tenant;
  /** Names differ from test to test, so that the tenants of others see none of them. */
  readonly word: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

export async function listPeople(bridge: Bridge): Promise<ListedPeople> {
  const tenant = await bridge.connect({ settings: {} });
  const word = unique();
  const users: string[] = [];
  for (const name of names) {
    const title = name === 'Ada' ? undefined : `title of ${name}`;
    users.push(
      await tenant.addUser(nameless({ userName: `${name}.${word}`, displayName: `P ${name}`, title })),
    );
  }
  const groups: string[] = [];
  for (const [n, name] of ['Red', 'blue'].entries()) {
    groups.push(await tenant.addGroup(team(`P ${name}`, users.slice(0, n + 1))));
  }
  return { tenant, word, users, groups };
}

export const idsOf = ({ body }: Answer<ScimDocument>): readonly string[] =>
  body.Resources.map(({ id }) => id);

/** A search of what is at a path. */
export const search = (tenant: Tenant, path: string, asked: object): Promise<Answer<ScimDocument>> =>
  tenant.scim.post(`${path}/.search`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    ...asked,
  });
