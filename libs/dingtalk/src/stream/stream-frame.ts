import { z } from 'zod';
import { readObject } from '../json.js';

/** An event as Stream tells it. */
export interface StreamEvent {
  readonly eventId: string;
  /** `user_add_org`, `org_dept_create`, ... */
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What came down a Stream connection (fact sheet 7.3.3 to 7.3.5). */
export type StreamFrame =
  | { readonly kind: 'event'; readonly messageId: string; readonly event: StreamEvent }
  /** Answered with its own data. */
  | { readonly kind: 'ping'; readonly messageId: string; readonly data: string }
  /** The server is about to close: come back with a new ticket. */
  | { readonly kind: 'disconnect' }
  /** Nothing that we asked for; it is told that we do not know it. */
  | { readonly kind: 'other'; readonly messageId: string };

const schema = z.object({
  type: z.string(),
  headers: z.looseObject({
    messageId: z.string(),
    topic: z.string().optional(),
    eventType: z.string().optional(),
    eventId: z.string().optional(),
  }),
  data: z.string().catch(''),
});

/** @returns undefined for what is no frame */
export function readFrame(text: string): StreamFrame | undefined {
  const frame = schema.safeParse(readObject(text));
  if (!frame.success) return undefined;
  const { type, headers, data } = frame.data;
  const { messageId, topic, eventType, eventId } = headers;
  if (type === 'SYSTEM') {
    if (topic === 'disconnect') return { kind: 'disconnect' };
    return { kind: 'ping', messageId, data };
  }
  if (type !== 'EVENT' || eventType === undefined) return { kind: 'other', messageId };
  // Without an id of its own a message is known by the frame's: it is only to be told from a repetition.
  const event = { eventId: eventId ?? messageId, type: eventType, content: readObject(data) ?? {} };
  return { kind: 'event', messageId, event };
}

/** The answer to a frame. 200 with SUCCESS: not to be pushed again (7.3.4). */
export function answerTo(messageId: string, code: 200 | 404 | 500, data: string): string {
  return JSON.stringify({
    code,
    message: code === 200 ? 'OK' : 'FAILED',
    headers: { messageId, contentType: 'application/json' },
    data,
  });
}
