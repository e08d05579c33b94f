import type { PublishedEvent } from './published-event.js';

/** What goes down a Stream connection, before it is put into a frame. */
export interface Message {
  readonly type: 'EVENT' | 'CALLBACK';
  readonly topic: string;
  /** Headers beside those of every frame. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, as a text. */
  readonly data: string;
}

export function eventMessage(event: PublishedEvent, unifiedAppId: string): Message {
  return {
    type: 'EVENT',
    topic: '*',
    headers: {
      eventType: event.type,
      eventId: event.eventId,
      eventCorpId: event.corpId,
      eventBornTime: String(event.bornAt),
      eventUnifiedAppId: unifiedAppId,
    },
    data: JSON.stringify(event.data),
  };
}
