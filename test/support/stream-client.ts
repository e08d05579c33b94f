import { once } from 'node:events';
import { WebSocket } from 'ws';
import { eventually } from './eventually.js';
import type { SimulatedApp } from './simulator.js';

/** A downstream frame as it came in. */
export interface StreamFrame {
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
}

/** A Stream client that does no more than a test tells it to. */
export interface StreamClient {
  readonly frames: readonly StreamFrame[];
  /** EVENT frames of a type; waits until there are as many. */
  readonly events: (type: string, count: number) => Promise<readonly StreamFrame[]>;
  readonly acknowledge: (frame: StreamFrame, code?: number, data?: object) => void;
  readonly closed: () => boolean;
  readonly close: () => Promise<void>;
}

const everyEvent = [{ type: 'EVENT', topic: '*' }];

export async function askForTicket(
  url: string,
  { appKey, appSecret }: Pick<SimulatedApp, 'appKey' | 'appSecret'>,
  subscriptions: readonly object[] = everyEvent,
) {
  const response = await fetch(`${url}/v1.0/gateway/connections/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ clientId: appKey, clientSecret: appSecret, subscriptions }),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, string>> };
}

/** @throws what the websocket says when the ticket is refused */
export async function connectWith(endpoint: string, ticket: string): Promise<StreamClient> {
  const socket = new WebSocket(`${endpoint}?ticket=${ticket}`);
  const frames: StreamFrame[] = [];
  socket.on('message', (received: Buffer) => {
    frames.push(JSON.parse(received.toString('utf8')) as StreamFrame);
  });
  await once(socket, 'open');
  const ofType = (type: string) => frames.filter(({ headers }) => headers.eventType === type);
  return {
    frames,
    events: (type, count) =>
      eventually(`${String(count)} ${type}`, () => {
        const found = ofType(type);
        return found.length >= count && found;
      }),
    acknowledge: ({ headers }, code = 200, data = { status: 'SUCCESS', message: 'success' }) => {
      const { messageId = '' } = headers;
      const answer = { code, message: 'OK', headers: { messageId, contentType: 'application/json' } };
      socket.send(JSON.stringify({ ...answer, data: JSON.stringify(data) }));
    },
    closed: () => socket.readyState === WebSocket.CLOSED,
    close: async () => {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** Asks for a ticket and connects with it. */
export async function openStream(
  url: string,
  app: SimulatedApp,
  subscriptions?: readonly object[],
): Promise<StreamClient> {
  const { body } = await askForTicket(url, app, subscriptions);
  return connectWith(body.endpoint ?? '', body.ticket ?? '');
}
