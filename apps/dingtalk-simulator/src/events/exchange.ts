import type { App } from '../app.js';
import type { Clock } from '../clock.js';
import type { Organisation } from '../organisation.js';
import type { Act, Actor } from './act.js';
import { Callbacks } from './callbacks.js';
import { contactEvents } from './contact-event.js';
import type { ContactEvent } from './contact-event.js';
import { eventMessage } from './message.js';
import type { PublishedEvent } from './published-event.js';
import { Stream } from './stream.js';
import { Subscription } from './subscription.js';
import { Surroundings } from './surroundings.js';
import { Tickets } from './tickets.js';

/** By how much an event is held back so that later ones overtake it. */
const heldBackMs = 1000;

/** Where acts come in and events go out: everything about events between two resets of the world. */
export class Exchange {
  readonly around: Surroundings;
  readonly stream: Stream;
  readonly callbacks: Callbacks;
  readonly tickets: Tickets;
  private readonly byApp = new Map<string, Subscription>();

  constructor(clock: Clock, seed: number) {
    this.around = new Surroundings(clock, seed);
    this.stream = new Stream(this.around);
    this.callbacks = new Callbacks(this.around);
    this.tickets = new Tickets(this.around);
  }

  /** How an app hears of events. */
  subscription({ appKey }: Pick<App, 'appKey'>, { corpId }: Pick<Organisation, 'corpId'>): Subscription {
    const found = this.byApp.get(appKey);
    if (found) return found;
    return this.keepSubscription({ appKey, corpId, unifiedAppId: this.around.identifiers.uuid() });
  }

  /** Those of all apps that anybody asked for, in that order. */
  readonly subscriptions = (): readonly Subscription[] => [...this.byApp.values()];

  keepSubscription({
    appKey,
    corpId,
    unifiedAppId,
  }: Pick<Subscription, 'appKey' | 'corpId' | 'unifiedAppId'>): Subscription {
    const subscription = new Subscription(appKey, corpId, unifiedAppId);
    this.byApp.set(appKey, subscription);
    return subscription;
  }

  /** Makes the events of an act and sends each to the apps that ticked it. */
  publish(org: Organisation, act: Act, actor: Actor): void {
    const hearers = org.apps.flatMap(({ appKey }) => this.byApp.get(appKey) ?? []);
    if (!hearers.some(({ streams, callback }) => streams || callback)) return;
    const { variants } = this.around;
    const bornAt = this.around.now();
    for (const event of contactEvents(act, bornAt, variants)) {
      const published = this.bear(event, bornAt, org, actor);
      for (const subscription of hearers) {
        const echoes = actor.kind === 'app' && actor.appKey === subscription.appKey;
        if (subscription.hears(event.type) && (variants.echo || !echoes)) this.send(subscription, published);
      }
    }
  }

  /** Ends every connection and whatever is under way. */
  close(): void {
    this.stream.close();
    this.callbacks.close();
    this.around.close();
  }

  private bear(
    { type, data }: ContactEvent,
    bornAt: number,
    { corpId }: Organisation,
    actor: Actor,
  ): PublishedEvent {
    const { variants, born } = this.around;
    const { identifiers } = born;
    const eventId = identifiers.eventId();
    const operator = operatorOf(actor, variants.operator);
    return {
      eventId,
      bizId: identifiers.bizId(),
      type,
      corpId,
      bornAt,
      // Seen on events of people only (correction C3).
      data: operator !== undefined && 'userId' in data ? { ...data, eventId, optStaffId: operator } : data,
    };
  }

  private send(subscription: Subscription, event: PublishedEvent): void {
    const { variants, born } = this.around;
    const { counters, appKey, mishaps } = subscription;
    const strikes = (what: 'drop' | 'duplicate' | 'reorder') =>
      born.mishaps.strikes(`${what} ${appKey}`, mishaps[what] ?? variants[what]);
    counters.born += 1;
    if (strikes('drop')) {
      counters.dropped += 1;
      return;
    }
    const heldBack = strikes('reorder');
    if (heldBack) counters.overtaken += 1;
    const twice = strikes('duplicate');
    if (twice) counters.duplicated += 1;
    for (let copies = twice ? 2 : 1; copies > 0; copies -= 1)
      this.around.after(variants.delayMs + (heldBack ? heldBackMs : 0), () => {
        this.deliver(subscription, event);
      });
  }

  private deliver(subscription: Subscription, event: PublishedEvent): void {
    if (subscription.callback) this.callbacks.push(subscription, event);
    else this.stream.push(subscription, eventMessage(event, subscription.unifiedAppId));
  }
}

function operatorOf(actor: Actor, told: 'person' | 'everybody' | 'nobody'): string | undefined {
  if (told === 'nobody') return undefined;
  if (actor.kind === 'person') return actor.userid;
  return told === 'everybody' ? actor.appKey : undefined;
}
