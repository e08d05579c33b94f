import { subjectsOf } from '#provisioning';
import type { Bells } from '#queue';
import { dropStreams, streamClosed, streamOpened, takeStreams } from '#store';
import type { Store } from '#store';
import type { Listening } from './streams.js';

/** What is delivered late comes first, and a line that breaks again has nothing read twice. */
const resyncAfterMs = 2_000;

/** Whoever mirrors DingTalk hears of every change of contacts. */
export function mirrorStreams(store: Store, bells: Pick<Bells, 'mirror'>): Listening {
  const { database } = store;
  return {
    take: (holder, leaseMs) => takeStreams(database, holder, leaseMs),
    drop: (holder) => dropStreams(database, holder),
    hostOf: (id, holder) => {
      const { mirror } = store.of(id);
      return {
        hear: async ({ eventId, type, content }) => {
          if (await mirror.hear(eventId, subjectsOf(type, content))) bells.mirror(id);
        },
        opened: async (seamless) => {
          // Nobody knows what was missed, nor whether DingTalk keeps it (fact sheet 14.10).
          const gap = await streamOpened(database, id, holder);
          if (gap && !seamless) await mirror.askForCrawl('gap', resyncAfterMs);
        },
        closed: () => streamClosed(database, id, holder),
      };
    },
  };
}
