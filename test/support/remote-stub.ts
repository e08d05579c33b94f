import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';
import { Agent } from 'undici';
import { RemoteFailure, RemoteScim, usualPatience } from '#scim-client';
import type { RemoteAuth } from '#scim-client';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** What is closed after each test, the last first. */
export const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A list of these ids, as an answer. */
export const list = (...ids: readonly string[]) =>
  JSON.stringify({ totalResults: ids.length, Resources: ids.map((id) => ({ id })) });
/** The first page. */
export const first = { kind: 'index', startIndex: 1, count: 10 } as const;

/** A server that answers as a test likes; @returns its origin and what it was asked */
export async function serve(
  answer: Answer,
): Promise<{ origin: string; server: Server; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, server, asked };
}

/** Asks a server below `/scim/`, with the patience of a test. */
export function open(
  origin: string,
  how: {
    auth?: RemoteAuth;
    tries?: number;
    maxBytes?: number;
    timeoutMs?: number;
    longestPauseMs?: number;
    cancel?: AbortSignal;
  } = {},
): RemoteScim {
  const dispatcher = new Agent();
  closing.push(() => dispatcher.destroy());
  return new RemoteScim(
    dispatcher,
    { baseUrl: `${origin}/scim/`, auth: how.auth ?? { kind: 'bearer', token: 't' } },
    how.cancel ?? new AbortController().signal,
    {
      ...usualPatience,
      pauseMs: 1,
      longestPauseMs: how.longestPauseMs ?? 2_000,
      tries: how.tries ?? 4,
      ...(how.maxBytes === undefined ? {} : { maxBytes: how.maxBytes }),
      ...(how.timeoutMs === undefined ? {} : { timeoutMs: how.timeoutMs }),
    },
  );
}

/** What reading came to where it failed: code and detail; undefined: it has not. */
export const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof RemoteFailure ? { code: error.code, detail: error.detail } : error),
  );
