import { CallbackCipher } from './callback-cipher.js';
import type { CallbackTarget } from './callback-target.js';
import type { PublishedEvent } from './published-event.js';
import { postCallback } from './post-callback.js';
import type { Subscription } from './subscription.js';
import type { Surroundings } from './surroundings.js';

/** Waits before the second and the third attempt (fact sheet 7.2). */
const retryMs = [10_000, 30_000] as const;
const abreast = 20;
const closing = 'closing';

/** HTTP callbacks: each event is posted until it is confirmed, three times at most, then kept to be fetched. */
export class Callbacks {
  private readonly queue: (() => Promise<void>)[] = [];
  private readonly underway = new Set<AbortController>();

  constructor(private readonly around: Surroundings) {}

  push(subscription: Subscription, event: PublishedEvent): void {
    this.enqueue(subscription, event, 0);
  }

  /** Posts the event by which DingTalk looks whether a URL is the app's. */
  async check(target: CallbackTarget): Promise<boolean> {
    return (await this.post(target, { EventType: 'check_url' })) === true;
  }

  close(): void {
    this.queue.length = 0;
    for (const abort of this.underway) abort.abort(closing);
  }

  private enqueue(subscription: Subscription, event: PublishedEvent, attempt: number): void {
    this.queue.push(() => this.attempt(subscription, event, attempt));
    this.work();
  }

  private work(): void {
    while (this.underway.size < abreast) {
      const next = this.queue.shift();
      if (!next) return;
      void next().finally(() => {
        this.work();
      });
    }
  }

  private async attempt(subscription: Subscription, event: PublishedEvent, attempt: number): Promise<void> {
    const { callback, counters, failed } = subscription;
    if (!callback) return;
    counters.posted += 1;
    const confirmed = await this.post(callback, flat(event, callback));
    if (confirmed === undefined) return;
    if (confirmed) {
      counters.confirmed += 1;
      return;
    }
    counters.unconfirmed += 1;
    const wait = retryMs[attempt];
    if (wait !== undefined) {
      this.around.after(wait, () => {
        this.enqueue(subscription, event, attempt + 1);
      });
      return;
    }
    counters.failed += 1;
    failed.push({ tag: event.type, at: this.around.now(), data: event.data });
  }

  /** Whether it was confirmed; undefined when nobody waits for that any more. */
  private async post(target: CallbackTarget, message: object): Promise<boolean | undefined> {
    const { variants, identifiers, random } = this.around;
    const abort = new AbortController();
    this.underway.add(abort);
    const stopWaiting = this.around.unanswered(variants.callbackTimeoutMs, () => {
      abort.abort();
    });
    const cipher = new CallbackCipher(target.token, target.aesKey, target.owner);
    const stamp = { timestamp: String(this.around.now()), nonce: identifiers.nonce() };
    const encrypted = cipher.encrypt(JSON.stringify(message), random.text(16));
    try {
      const confirmed = await postCallback(target.url, cipher, { ...stamp, encrypted }, abort.signal);
      return abort.signal.reason === closing ? undefined : confirmed;
    } finally {
      stopWaiting();
      this.underway.delete(abort);
    }
  }
}

/** One flat object; callbacks that were registered by the legacy API write keys with a capital (fact sheet 7.2). */
function flat(event: PublishedEvent, { origin }: CallbackTarget): object {
  const capital = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
  const data = Object.entries(event.data).map(([key, value]) => [
    origin === 'registered' ? capital(key) : key,
    value,
  ]);
  return {
    EventType: event.type,
    EventTime: event.bornAt,
    CorpId: event.corpId,
    BizId: event.bizId,
    eventId: event.eventId,
    ...(Object.fromEntries(data) as object),
  };
}
