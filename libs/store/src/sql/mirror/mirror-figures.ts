import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'mirror-figures',
  text: `
    select m.connection_id as "connectionId", m.events_heard as "eventsHeard",
      extract(epoch from now() - m.snapshot_at)::float8 as "snapshotAgeSeconds",
      m.crawl_seconds::float8 as "crawlSeconds", coalesce(m.vanished, 0) as suspects, m.unconfirmed,
      m.stage = 'held' as held, coalesce(m.stream_until > now() and m.stream_open_since is not null, false) as listening
    from mirror m join connection c on c.id = m.connection_id and c.state = 'active'
    order by m.connection_id`,
};

/** What operators watch of a mirror. */
export interface MirrorFigures {
  readonly connectionId: ConnectionId;
  /** Events of DingTalk's that were written down, each once however often it came. */
  readonly eventsHeard: number;
  /** Since the reading began that is shown; null: none is yet. */
  readonly snapshotAgeSeconds: number | null;
  /** How long the last reading took that was shown, from its beginning to that. */
  readonly crawlSeconds: number | null;
  /** Whom the reading under way, or else the last one, has not met. */
  readonly suspects: number;
  /** Whom the last reading has not met, and DingTalk did not say that they are gone. */
  readonly unconfirmed: number;
  readonly held: boolean;
  /** Whether its Stream is open. */
  readonly listening: boolean;
}

/** The figures of every mirror at work. */
export async function mirrorFigures(db: Queryable): Promise<readonly MirrorFigures[]> {
  return db.run<MirrorFigures>(statement, []);
}
