import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { byHand } from '../endpoints/carry-out.js';
import type { Request } from '../endpoints/endpoint.js';
import { mobileKey } from '../member.js';
import { acceptInvitation, openInvitation } from '../rules/invitation.js';
import { splitMobile } from '../rules/mobile.js';
import { keptUser } from '../rules/user-found.js';
import type { World } from '../world.js';
import { BadInput, found, mobileSchema, read, withoutRefusal } from './input.js';

const inOrg = z.strictObject({ org: z.string() });
const change = inOrg.extend({ mobile: z.string() });
const administrator = inOrg.extend({ level: z.union([z.literal(1), z.literal(2)]).nullable() });
const restriction = inOrg.extend({ restricted: z.boolean() });
const userParams = z.strictObject({ userid: z.string() });
const mobileParams = z.strictObject({ mobile: mobileSchema });

/** What people do themselves, in the app or by an administrator's word: no API does it. */
export function registerPeople(server: FastifyInstance, world: World): void {
  const hand = (org: string): Request => byHand(world, found(world.organisations.get(org), 'org'));
  const member = (params: unknown, org: string) => {
    const request = hand(org);
    world.touch();
    return { request, member: withoutRefusal(() => keptUser(request, read(userParams, params).userid)) };
  };

  server.post('/__sim/invitations/:mobile/accept', ({ params, body }) => {
    const request = hand(read(inOrg, body).org);
    const { mobile } = read(mobileParams, params);
    const invitation = found(openInvitation(request, mobile), 'invitation');
    world.touch();
    return { userid: withoutRefusal(() => acceptInvitation(request, invitation)).userid };
  });

  server.post('/__sim/invitations/:mobile/decline', ({ params, body }) => {
    const request = hand(read(inOrg, body).org);
    const invitation = found(request.org.invitations.get(read(mobileParams, params).mobile), 'invitation');
    request.org.endInvitation(invitation);
    world.touch();
    return { ok: true };
  });

  server.post('/__sim/users/:userid/activate', ({ params, body }) => {
    const one = member(params, read(inOrg, body).org);
    one.request.org.activateMember(one.member, world.now());
    if (one.member.mobile)
      world.mobiles.set(mobileKey(one.member.stateCode, one.member.mobile), { hasAccount: true });
    return { ok: true };
  });

  /** The person changes his number in the app: the unionid stays his. */
  server.post('/__sim/users/:userid/mobile', ({ params, body }) => {
    const { org, mobile } = read(change, body);
    const one = member(params, org);
    const { stateCode, local, key } = withoutRefusal(() => splitMobile(mobile, one.request.org.region));
    const holder = one.request.org.directory.byMobile.get(key);
    if (holder !== undefined && holder !== one.member.userid)
      throw new BadInput(409, 'mobile', 'somebody else has this number');
    world.changeNumber(mobileKey(one.member.stateCode, one.member.mobile), key, one.member.unionid);
    world.mobiles.set(key, { hasAccount: true });
    one.request.org.updateMember(one.member, { stateCode, mobile: local }, world.now());
    return { ok: true };
  });

  server.post('/__sim/users/:userid/administrator', ({ params, body }) => {
    const { org, level } = read(administrator, body);
    const one = member(params, org);
    one.request.org.setAdministrator(one.member, level ?? undefined, world.now());
    return { ok: true };
  });

  /** Whether he is left out of lists that do not ask for people with restricted access (15.M3). */
  server.post('/__sim/users/:userid/restricted', ({ params, body }) => {
    const { org, restricted } = read(restriction, body);
    const one = member(params, org);
    one.request.org.updateMember(one.member, { restricted }, world.now());
    return { ok: true };
  });

  /** The person leaves by himself. */
  server.post('/__sim/users/:userid/leave', ({ params, body }) => {
    const one = member(params, read(inOrg, body).org);
    one.request.org.removeMember(one.member, world.now(), 'leave', world.variants.leaverCleared);
    return { ok: true };
  });
}
