import type { ContactEvent } from './contact-event.js';

/** A contact event that has come into the world: the same for whoever hears of it, however often. */
export interface PublishedEvent extends ContactEvent {
  readonly eventId: string;
  readonly bizId: string;
  readonly corpId: string;
  /** Milliseconds of the world's clock. */
  readonly bornAt: number;
}
