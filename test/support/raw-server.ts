import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that grants any token and answers every other request as a test likes. */
export interface RawServer {
  readonly url: string;
  answer: (response: ServerResponse) => void;
  /** How it answers who wants a token. */
  token: (response: ServerResponse) => void;
  /** Bodies it was sent, the token's left out. */
  readonly received: string[];
  readonly close: () => Promise<void>;
}

export async function startRawServer(): Promise<RawServer> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      if (request.url === '/v1.0/oauth2/accessToken') {
        raw.token(response);
        return;
      }
      raw.received.push(body);
      raw.answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const raw: RawServer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    answer: (response) => response.end('{"errcode":0}'),
    token: (response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"accessToken":"raw-token-of-the-test","expireIn":7200}');
    },
    received: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return raw;
}
