import { subjectsOf } from '#provisioning';
import { dropInvitationStreams, takeInvitationStreams } from '#store';
import type { Store } from '#store';
import type { Listening } from './mirror/streams.js';

const joining = 'user_add_org';

/**
 * Where somebody is invited it is heard when he joins (fact sheet 3.4, 7.4), and he is looked at. What is missed while
 * nobody listens is found by the looks that come anyway.
 */
export function invitationStreams(store: Store): Listening {
  const { database } = store;
  return {
    take: (holder, leaseMs) => takeInvitationStreams(database, holder, leaseMs),
    drop: (holder) => dropInvitationStreams(database, holder),
    hostOf: (id) => {
      const { links } = store.of(id);
      return {
        hear: async ({ type, content }) => {
          if (type !== joining) return;
          await links.wakeJoined(subjectsOf(type, content).map(({ externalId }) => externalId));
        },
        opened: () => Promise.resolve(),
        closed: () => Promise.resolve(),
      };
    },
  };
}
