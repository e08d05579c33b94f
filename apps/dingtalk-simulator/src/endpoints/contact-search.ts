import { reachesDepartment, reachesUser } from '../contact-scope.js';
import type { Member } from '../member.js';
import type { Parameters } from '../parameters.js';
import { Refusal } from '../refusal.js';
import { isSeen } from '../rules/visibility.js';
import { endpoint } from './endpoint.js';
import type { Request } from './endpoint.js';

const permission = 'qyapi_addresslist_search';
const most = 20;

interface Query {
  readonly word: string;
  readonly offset: number;
  readonly size: number;
  readonly fullMatchField: number | undefined;
}

/** Fact sheet 2.5 and 3.7: part of a name, within the app's contact scope; counted against the month. */
export const contactSearchEndpoints = [
  endpoint({
    method: 'POST',
    path: '/v1.0/contact/users/search',
    permission,
    quota: 'counted',
    read: readQuery,
    run: (request, query) => {
      const { world, org, app } = request;
      const found = [...org.users.values()].filter(
        (user) => matches(request, query, user) && isSeen(world, user) && reachesUser(app, org, user),
      );
      return page(
        found.map(({ userid }) => userid),
        query,
      );
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1.0/contact/departments/search',
    permission,
    quota: 'counted',
    read: readQuery,
    run: ({ world, org, app }, query) => {
      const found = [...org.departments.values()].filter(
        (one) => one.name.includes(query.word) && isSeen(world, one) && reachesDepartment(app, org, one.id),
      );
      return page(
        found.map(({ id }) => id),
        query,
      );
    },
  }),
];

function readQuery(given: Parameters): Query {
  const size = given.requiredInteger('size');
  const offset = given.requiredInteger('offset');
  if (size < 1 || size > most || offset < 0) throw new Refusal('parameter.error', { text: 'size' });
  return {
    word: given.requiredText('queryWord'),
    offset,
    size,
    fullMatchField: given.integer('fullMatchField'),
  };
}

/** What fullMatchField means is told in two ways (fact sheet 13). */
function matches({ world }: Request, { word, fullMatchField }: Query, user: Member): boolean {
  if (fullMatchField === undefined) return user.name.includes(word);
  if (world.variants.fullMatchField === 'exact')
    return fullMatchField === 1 ? user.name === word : user.name.includes(word);
  const fields = [user.name, user.jobNumber, user.mobile];
  return fields[fullMatchField] === word;
}

function page<Id>(ids: readonly Id[], { offset, size }: Query) {
  return {
    hasMore: offset + size < ids.length,
    totalCount: ids.length,
    list: ids.slice(offset, offset + size),
  };
}
