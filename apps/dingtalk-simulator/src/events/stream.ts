import type { WebSocket } from 'ws';
import type { Cancel } from '../clock.js';
import { Connection } from './connection.js';
import { frameOf, readAcknowledgement } from './frame.js';
import type { Message } from './message.js';
import type { Subscription } from './subscription.js';
import type { Surroundings } from './surroundings.js';
import type { Topic } from './tickets.js';

const keptAtMost = 10_000;

/** A message on its way, until somebody acknowledges it or it is given up. */
interface Delivery {
  readonly subscription: Subscription;
  readonly message: Message;
  /** One a push: an acknowledgement of any of them settles it. */
  readonly messageIds: string[];
  stopWaiting: Cancel | undefined;
}

/** Stream mode: each message goes to one connection of the app, again and again until it is acknowledged (7.3). */
export class Stream {
  private readonly connections = new Map<string, Set<Connection>>();
  private readonly underway = new Map<string, Delivery>();

  constructor(private readonly around: Surroundings) {}

  connect(subscription: Subscription, topics: readonly Topic[], socket: WebSocket): void {
    const connection = new Connection(this.around, subscription, topics, socket);
    this.of(subscription.appKey).add(connection);
    subscription.streams = true;
    subscription.counters.connections += 1;
    socket.on('message', (received: Buffer) => {
      this.receive(subscription, connection, received.toString('utf8'));
    });
    socket.on('error', () => {
      connection.cut();
    });
    socket.on('close', () => {
      connection.forget();
      this.of(subscription.appKey).delete(connection);
    });
    for (const message of subscription.kept.splice(0)) this.push(subscription, message);
  }

  /** How many connections of an app are open. */
  open(appKey: string): number {
    return this.of(appKey).size;
  }

  /** What an app was sent and has not acknowledged, in the order of sending. */
  unsettled(subscription: Subscription): readonly Message[] {
    const deliveries = new Set(this.underway.values());
    return [...deliveries].flatMap((one) => (one.subscription === subscription ? [one.message] : []));
  }

  push(subscription: Subscription, message: Message): void {
    this.deliver({ subscription, message, messageIds: [], stopWaiting: undefined });
  }

  end(appKey: string): void {
    for (const connection of this.of(appKey)) connection.end();
  }

  cut(appKey: string): void {
    for (const connection of this.of(appKey)) connection.cut();
  }

  close(): void {
    for (const appKey of this.connections.keys()) this.cut(appKey);
    this.underway.clear();
  }

  private deliver(delivery: Delivery): void {
    const { around } = this;
    const { subscription, message, messageIds } = delivery;
    const takers = [...this.of(subscription.appKey)].filter((connection) => connection.takes(message));
    const taker = takers[around.random.below(takers.length)];
    if (!taker) {
      this.settle(delivery);
      this.keep(subscription, message);
      return;
    }
    const now = around.now();
    const messageId = around.identifiers.messageId(now);
    messageIds.push(messageId);
    this.underway.set(messageId, delivery);
    subscription.counters.pushed += 1;
    delivery.stopWaiting = around.unanswered(around.variants.redeliverAfterMs, () => {
      this.again(delivery);
    });
    taker.send(frameOf(message, messageId, now));
  }

  private again(delivery: Delivery): void {
    const { counters } = delivery.subscription;
    if (delivery.messageIds.length >= this.around.variants.pushes) {
      this.settle(delivery);
      counters.givenUp += 1;
      return;
    }
    counters.redelivered += 1;
    this.deliver(delivery);
  }

  private keep({ kept, counters }: Subscription, message: Message): void {
    if (this.around.variants.whileDisconnected === 'lost' || kept.length >= keptAtMost) {
      counters.lost += 1;
      return;
    }
    counters.kept += 1;
    kept.push(message);
  }

  private receive({ counters, mishaps }: Subscription, connection: Connection, text: string): void {
    const answer = readAcknowledgement(text);
    if (!answer) return;
    if (connection.tookPong(answer.messageId)) counters.pongs += 1;
    const delivery = this.underway.get(answer.messageId);
    const lost = mishaps.loseAck ?? this.around.variants.loseAck;
    if (!delivery || this.around.mishaps.strikes('loseAck', lost)) return;
    if (!answer.succeeded) {
      counters.refused += 1;
      return;
    }
    counters.acknowledged += 1;
    this.settle(delivery);
  }

  private settle({ messageIds, stopWaiting }: Delivery): void {
    stopWaiting?.();
    for (const messageId of messageIds) this.underway.delete(messageId);
  }

  private of(appKey: string): Set<Connection> {
    const found = this.connections.get(appKey) ?? new Set();
    this.connections.set(appKey, found);
    return found;
  }
}
