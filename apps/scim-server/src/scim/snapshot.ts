import type { FastifyReply, FastifyRequest } from 'fastify';
import { StoreUnavailable } from '#common';
import type { Store } from '#store';
import { isBelow, routeOf } from '../request.js';

/** Seconds since the reading of DingTalk began that is shown; what was heard of since then is shown too. */
const ageHeader = 'dingtalk-snapshot-age';
/** `true`: the app sees a part of the organisation only. */
const partialHeader = 'dingtalk-snapshot-partial';

/**
 * Says with an answer how old it is what a mirror shows. Before DingTalk was read for the first time nothing is
 * known: nobody is told that there is nobody.
 *
 * @throws StoreUnavailable
 */
export async function tellSnapshot(
  request: FastifyRequest,
  reply: FastifyReply,
  store: Store,
): Promise<void> {
  const { scimOwner: owner } = request;
  if (owner?.direction !== 'dingtalk-to-scim' || !isAboutResources(request)) return;
  const age = await store.of(owner.id).mirror.snapshotAge();
  if (!age) throw new StoreUnavailable('not-mirrored-yet');
  void reply.header(ageHeader, String(age.seconds));
  if (age.partial) void reply.header(partialHeader, 'true');
}

/** Discovery tells of the server, not of anybody in DingTalk. */
function isAboutResources(request: FastifyRequest): boolean {
  const route = routeOf(request);
  if (route === '/scim/v2' || route === '/scim/v2/.search') return true;
  return isBelow(request, '/scim/v2/Users') || isBelow(request, '/scim/v2/Groups');
}
