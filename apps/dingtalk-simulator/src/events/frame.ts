import type { Message } from './message.js';

/** A downstream frame: `data` is JSON in a text, headers are texts (fact sheet 7.3.3). */
export function frameOf(
  message: Pick<Message, 'topic' | 'data' | 'headers'> & { readonly type: Message['type'] | 'SYSTEM' },
  messageId: string,
  at: number,
): string {
  const { type, topic, headers, data } = message;
  return JSON.stringify({
    specVersion: '1.0',
    type,
    headers: { topic, messageId, contentType: 'application/json', time: String(at), ...headers },
    data,
  });
}

/** What a client answered to a frame. */
export interface Acknowledgement {
  readonly messageId: string;
  /** Code 200, unless its data are an object with status LATER (correction C5). */
  readonly succeeded: boolean;
}

/** Reads an upstream frame; undefined where it is none. */
export function readAcknowledgement(text: string): Acknowledgement | undefined {
  const frame = parse(text);
  const headers = frame?.headers;
  if (!frame || typeof headers !== 'object' || headers === null) return undefined;
  const { messageId } = headers as { readonly messageId?: unknown };
  if (typeof messageId !== 'string') return undefined;
  const data = typeof frame.data === 'string' ? parse(frame.data) : undefined;
  return { messageId, succeeded: frame.code === 200 && data?.status !== 'LATER' };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
