import type { CallbackTarget } from './callback-target.js';
import { eventVariantsSchema } from './event-variants.js';
import type { EventVariants, OwnMishaps } from './event-variants.js';
import type { Exchange } from './exchange.js';
import type { Message } from './message.js';
import type { FailedCallback, Subscription } from './subscription.js';

interface SavedSubscription {
  readonly appKey: string;
  readonly corpId: string;
  readonly unifiedAppId: string;
  readonly ticked: ReadonlySet<string> | undefined;
  readonly callback: CallbackTarget | undefined;
  readonly streams: boolean;
  readonly mishaps?: OwnMishaps;
  readonly waiting: readonly Message[];
  readonly failed: readonly FailedCallback[];
  readonly counters: Subscription['counters'];
}

type Position = ReturnType<Exchange['around']['random']['position']>;

/** What outlives the process of everything about events: how apps hear of them, and what is still owed to them. */
export interface SavedEvents {
  readonly variants: EventVariants;
  /** An event that is born after the restart must not have the id of an earlier one: whoever hears it would skip it. */
  readonly random: { readonly delivered: Position; readonly born: Position };
  readonly subscriptions: readonly SavedSubscription[];
}

/** A message that nobody has acknowledged yet is kept, and may therefore be heard twice. */
export function savedEvents({ around, stream, subscriptions }: Exchange): SavedEvents {
  return {
    variants: around.variants,
    random: { delivered: around.random.position(), born: around.born.random.position() },
    subscriptions: subscriptions().map((one) => ({
      appKey: one.appKey,
      corpId: one.corpId,
      unifiedAppId: one.unifiedAppId,
      ticked: one.ticked,
      callback: one.callback,
      streams: one.streams,
      mishaps: one.mishaps,
      waiting: [...stream.unsettled(one), ...one.kept],
      failed: one.failed,
      counters: one.counters,
    })),
  };
}

export function restoreEvents(exchange: Exchange, saved: SavedEvents): void {
  const { around } = exchange;
  Object.assign(around.variants, eventVariantsSchema.parse(saved.variants));
  around.random.resume(saved.random.delivered);
  around.born.random.resume(saved.random.born);
  for (const one of saved.subscriptions) {
    const subscription = exchange.keepSubscription(one);
    const { ticked, callback, streams, mishaps = {} } = one;
    Object.assign(subscription, { ticked, callback, streams, mishaps });
    Object.assign(subscription.counters, one.counters);
    subscription.kept.push(...one.waiting);
    subscription.failed.push(...one.failed);
  }
}
