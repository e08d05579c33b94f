import type { CallbackTarget } from './callback-target.js';
import type { OwnMishaps } from './event-variants.js';
import type { Message } from './message.js';

/** How an app hears of events: what it ticked in the developer console, and the way it chose (fact sheet 7.1). */
export class Subscription {
  /** Event types; undefined: all. */
  ticked: ReadonlySet<string> | undefined;
  /** With a callback events are posted there, without one they go by Stream. */
  callback: CallbackTarget | undefined;
  /** The console offers Stream once a connection was seen. */
  streams = false;
  /** What goes wrong with its events, where that differs from everybody's. */
  mishaps: OwnMishaps = {};
  /** Born while nobody was connected. */
  readonly kept: Message[] = [];
  /** Callbacks that were given up, until they are fetched. */
  readonly failed: FailedCallback[] = [];
  readonly counters = {
    born: 0,
    dropped: 0,
    duplicated: 0,
    overtaken: 0,
    /** Stream. */
    connections: 0,
    pushed: 0,
    acknowledged: 0,
    refused: 0,
    redelivered: 0,
    givenUp: 0,
    kept: 0,
    lost: 0,
    pings: 0,
    pongs: 0,
    /** HTTP callback. */
    posted: 0,
    confirmed: 0,
    unconfirmed: 0,
    failed: 0,
    /** What counts against the monthly allowance of messages: contact events are exempt (fact sheet 6.2). */
    counted: 0,
  };

  constructor(
    readonly appKey: string,
    readonly corpId: string,
    readonly unifiedAppId: string,
  ) {}

  /** Whether an event of this type would go anywhere. */
  hears(type: string): boolean {
    if (this.callback?.tags) return this.callback.tags.includes(type);
    return (this.streams || this.callback !== undefined) && (this.ticked?.has(type) ?? true);
  }
}

/** An event that no attempt could deliver. */
export interface FailedCallback {
  readonly tag: string;
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}
