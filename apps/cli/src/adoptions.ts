import { endpoints } from '#admin-api';
import type { Heard } from '#admin-api';
import { AdminApiError } from './admin-api.js';
import type { AdminApi } from './admin-api.js';
import { allPages } from './all-pages.js';
import { connectionIdOf } from './connection-id.js';
import { pathTo } from './path-to.js';
import { resourceIdOf } from './resource-id.js';
import { taskAnswer } from './task-answer.js';

const { adoptions } = endpoints;
type List = Heard<typeof adoptions.read>;
type Page = Heard<typeof adoptions.list>;
type Proposal = Page['proposals'][number];

/** 5,000 departments of 100,000 people take a few minutes at 20 calls a second. */
const patienceMs = 3_600_000;

/** Has DingTalk searched for what could be taken over. @throws AdminApiError when nobody could look */
export async function searchAdoptions(api: AdminApi, connection: string): Promise<object> {
  const id = await connectionIdOf(api, connection);
  const first = await api.call<object>('POST', pathTo(adoptions.search, { id }));
  if ((await taskAnswer(api, first, patienceMs)) === null)
    throw new AdminApiError('The pusher did not answer. Does it run?');
  return listAdoptions(api, id);
}

/** The newest list, with all that is on it or was decided. */
export async function listAdoptions(
  api: AdminApi,
  connection: string,
): Promise<List & { readonly proposals: readonly Proposal[] }> {
  const id = await connectionIdOf(api, connection);
  const list = await api.call<List>('GET', pathTo(adoptions.read, { id }));
  const proposals = await allPages(async (after) => {
    const page = await api.call<Page>('GET', pathTo(adoptions.list, { id }, { after, limit: 1_000 }));
    return { items: page.proposals, next: page.next };
  });
  return { ...list, proposals };
}

/** One proposal with both sides. @throws AdminApiError where there is none at the place */
export async function showAdoption(api: AdminApi, connection: string, place: string): Promise<Proposal> {
  const id = await connectionIdOf(api, connection);
  const after = Number(place) - 1;
  if (!Number.isSafeInteger(after) || after < 0) throw new AdminApiError('A place is a number from 1.');
  const at = pathTo(adoptions.list, { id }, { after, limit: 1 });
  const [found] = (await api.call<Page>('GET', at)).proposals;
  if (found?.place !== after + 1) throw new AdminApiError('There is nothing at this place.', 404);
  return found;
}

/** Approves or refuses what is on a list. */
export async function decideAdoptions(
  api: AdminApi,
  verb: 'approve' | 'refuse',
  connection: string,
  { list, places }: { readonly list: string; readonly places?: string | undefined },
): Promise<object> {
  const id = await connectionIdOf(api, connection);
  return api.call('POST', pathTo(adoptions[verb], { id }), {
    list,
    ...(places === undefined ? {} : { places: places.split(',').map(Number) }),
  });
}

/** Has one account or department taken over that somebody names. */
export async function adoptByHand(
  api: AdminApi,
  connection: string,
  named: string,
  externalId: string,
): Promise<object> {
  const id = await connectionIdOf(api, connection);
  const resource = await resourceIdOf(api, id, named);
  return api.call('POST', pathTo(adoptions.adopt, { id, resource }), { externalId });
}

/** Leaves an account or department alone from now on. */
export async function unlink(api: AdminApi, connection: string, named: string): Promise<object> {
  const id = await connectionIdOf(api, connection);
  const resource = await resourceIdOf(api, id, named);
  return api.call('POST', pathTo(adoptions.unlink, { id, resource }));
}
