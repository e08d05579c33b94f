import type { WebSocket } from 'ws';
import type { Cancel } from '../clock.js';
import { frameOf } from './frame.js';
import type { Message } from './message.js';
import type { Subscription } from './subscription.js';
import type { Surroundings } from './surroundings.js';
import type { Topic } from './tickets.js';

const graceMs = 10_000;

/** One open Stream connection of an app. */
export class Connection {
  private readonly due = new Set<Cancel>();
  private ending = false;
  private lastPing = '';

  constructor(
    private readonly around: Surroundings,
    private readonly subscription: Subscription,
    private readonly topics: readonly Topic[],
    private readonly socket: WebSocket,
  ) {
    const { greets, connectionLifeMs } = around.variants;
    if (greets) for (const topic of ['CONNECTED', 'REGISTERED']) this.system(topic, {});
    this.pingLater();
    if (connectionLifeMs > 0)
      this.later(connectionLifeMs, () => {
        this.end();
      });
  }

  /** Whether it asked for such a message and was not told to go. */
  takes({ type, topic, headers }: Message): boolean {
    const name = headers.eventType ?? topic;
    const asked = this.topics.some((one) => one.type === type && ['*', name].includes(one.topic));
    return asked && !this.ending;
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** Whether it was the answer to the last ping. */
  tookPong(messageId: string): boolean {
    return messageId === this.lastPing;
  }

  /** Tells the client to come back by a new ticket; the server closes ten seconds later (fact sheet 7.3.5). */
  end(): void {
    if (this.ending) return;
    this.ending = true;
    this.system('disconnect', { reason: 'connection is expired' });
    this.later(graceMs, () => {
      this.socket.close();
    });
  }

  /** As when a line breaks. */
  cut(): void {
    this.socket.terminate();
  }

  /** Nothing is done for it any more. */
  forget(): void {
    for (const cancel of this.due) cancel();
  }

  private pingLater(): void {
    this.later(this.around.variants.pingEveryMs, () => {
      this.subscription.counters.pings += 1;
      this.lastPing = this.system('ping', { opaque: this.around.identifiers.uuid() });
      this.pingLater();
    });
  }

  private system(topic: string, data: object): string {
    const now = this.around.now();
    const messageId = this.around.identifiers.messageId(now);
    this.send(frameOf({ type: 'SYSTEM', topic, headers: {}, data: JSON.stringify(data) }, messageId, now));
    return messageId;
  }

  private later(ms: number, work: () => void): void {
    const cancel = this.around.after(ms, () => {
      this.due.delete(cancel);
      work();
    });
    this.due.add(cancel);
  }
}
