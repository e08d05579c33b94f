import type { ServerResponse } from 'node:http';
import { getUser, Transport } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { startRawServer } from './raw-server.js';
import { openClient } from './simulator.js';

export type RawAnswer = (response: ServerResponse) => void;

/** Short, so that a silent host costs the suite little; the product waits ten seconds. */
export const callTimeoutMs = 2_000;

/** What the client of a host says it is. */
export const appOfHost = { org: '', appKey: 'dingwire', appSecret: 'secret-of-the-test' };

/** Lends the client of a host that answers every call like this. */
export async function withHost<T>(
  answer: RawAnswer,
  use: (client: DingTalkClient) => Promise<T>,
): Promise<T> {
  const server = await startRawServer();
  const transport = new Transport(callTimeoutMs);
  server.answer = answer;
  try {
    return await use(openClient(server.url, appOfHost, { transport }));
  } finally {
    await transport.close();
    await server.close();
  }
}

/** What a call ends with whose answer is none. @throws Error where it was one */
export const failureOf = (answer: RawAnswer): Promise<Error> =>
  withHost(answer, (client) =>
    getUser(client, 'u-1').then(
      () => {
        throw new Error('answered');
      },
      (error: unknown) => error as Error,
    ),
  );

/** An answer of this status and text. */
export const send =
  (status: number, body: string): RawAnswer =>
  (response) => {
    response.statusCode = status;
    response.end(body);
  };
