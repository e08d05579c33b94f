import type { StreamClient, StreamFrame } from './stream-client.js';

/** What an event says. */
export const dataOf = (frame: StreamFrame | undefined) =>
  JSON.parse(frame?.data ?? '') as Readonly<Record<string, unknown>>;

/** Of which types the frames are that a client has, in their order. */
export const typesOf = (client: StreamClient) => client.frames.map(({ headers }) => headers.eventType);

/** Whom its events are about. */
export const peopleOf = (client: StreamClient) =>
  client.frames
    .filter(({ type }) => type === 'EVENT')
    .map((frame) => (dataOf(frame).userId as string[] | undefined)?.[0]);
