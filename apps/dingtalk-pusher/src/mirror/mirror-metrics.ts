import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { MirrorFigures } from '#store';

/** What operators watch of mirrors. Every pusher tells the same: it stands in the store. */
export class MirrorMetrics {
  private readonly events: Counter<'connection'>;
  private readonly age: Gauge<'connection'>;
  private readonly seconds: Gauge<'connection'>;
  private readonly suspects: Gauge<'connection'>;
  private readonly unconfirmed: Gauge<'connection'>;
  private readonly held: Gauge<'connection'>;
  private readonly listening: Gauge<'connection'>;

  constructor(registry: Registry) {
    const registers = [registry];
    const gauge = (name: string, help: string) =>
      new Gauge({ name: `bridge_mirror_${name}`, help, labelNames: ['connection'], registers });
    this.events = new Counter({
      name: 'bridge_mirror_events_total',
      help: "Events of DingTalk's that were written down, by connection.",
      labelNames: ['connection'],
      registers,
    });
    this.age = gauge('snapshot_age_seconds', 'How long ago the reading began that is shown.');
    this.seconds = gauge('crawl_seconds', 'How long the last reading took that was shown.');
    this.suspects = gauge('suspects', 'How many the last reading has not met.');
    this.unconfirmed = gauge('unconfirmed', 'How many were not met, and are not known to be gone.');
    this.held = gauge('held', '1 while a reading waits for an administrator.');
    this.listening = gauge('stream_open', '1 while the Stream is open.');
  }

  /** Tells of these mirrors, and of no others. */
  tell(mirrors: readonly MirrorFigures[]): void {
    const { events, age, seconds, suspects, unconfirmed, held, listening } = this;
    for (const metric of [events, age, seconds, suspects, unconfirmed, held, listening]) metric.reset();
    for (const mirror of mirrors) {
      const of = { connection: mirror.connectionId };
      events.inc(of, mirror.eventsHeard);
      if (mirror.snapshotAgeSeconds !== null) age.set(of, mirror.snapshotAgeSeconds);
      if (mirror.crawlSeconds !== null) seconds.set(of, mirror.crawlSeconds);
      suspects.set(of, mirror.suspects);
      unconfirmed.set(of, mirror.unconfirmed);
      held.set(of, Number(mirror.held));
      listening.set(of, Number(mirror.listening));
    }
  }
}
