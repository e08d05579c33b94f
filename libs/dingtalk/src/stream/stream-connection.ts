import { WebSocket } from 'ws';
import type { ClientOptions, RawData } from 'ws';
import type { buildConnector } from 'undici';
import { answerTo, readFrame } from './stream-frame.js';
import type { StreamEvent } from './stream-frame.js';

/** Far more than any event is. */
const maxPayload = 1_000_000;
const handshakeTimeoutMs = 10_000;
const pingEveryMs = 20_000;
/** Silent for longer than this, a line is broken, whatever the socket says. */
const silentMs = 65_000;

const success = JSON.stringify({ status: 'SUCCESS', message: 'success' });
const later = JSON.stringify({ status: 'LATER', message: 'later' });

/** Who hears of what comes down a Stream connection. */
export interface StreamHearer {
  /** Resolves once the event is written down: it is acknowledged then, and pushed again where this fails. */
  readonly hear: (event: StreamEvent) => Promise<void>;
  /** The server is about to close: another connection should be opened meanwhile. */
  readonly leaving: () => void;
  readonly closed: () => void;
}

/** One websocket of Stream (fact sheet 7.3): answers what it is asked, acknowledges what was written down. */
export class StreamConnection {
  private heardAt = performance.now();
  private readonly heart: NodeJS.Timeout;

  private constructor(
    private readonly socket: WebSocket,
    private readonly hearer: StreamHearer,
  ) {
    socket.on('message', (received: RawData) => {
      this.receive(Buffer.isBuffer(received) ? received.toString('utf8') : '');
    });
    socket.on('pong', () => {
      this.heardAt = performance.now();
    });
    // What went wrong is followed by a close.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(this.heart);
      hearer.closed();
    });
    this.heart = setInterval(() => {
      if (performance.now() - this.heardAt > silentMs) socket.terminate();
      else if (socket.readyState === WebSocket.OPEN) socket.ping();
    }, pingEveryMs);
  }

  /**
   * Resolves once the connection is open.
   *
   * @param connector opens the socket, as the transport's: where a Stream is, DingTalk's gateway says, or who is taken
   *   for it
   * @throws Error when it cannot be opened
   */
  static async open(
    url: URL,
    hearer: StreamHearer,
    connector?: buildConnector.connector,
  ): Promise<StreamConnection> {
    const socket = new WebSocket(url, {
      ...(connector && { createConnection: connectionBy(connector, url) }),
      maxPayload,
      handshakeTimeout: handshakeTimeoutMs,
      followRedirects: false,
    });
    const early: RawData[] = [];
    const keep = (received: RawData) => early.push(received);
    // What comes right behind the handshake is not to be missed.
    socket.on('message', keep);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      // The ticket stands in the address, which an error may hold: it is not passed on.
      socket.once('error', () => {
        reject(new Error('the stream cannot be opened'));
      });
    });
    socket.off('message', keep);
    const connection = new StreamConnection(socket, hearer);
    for (const received of early) socket.emit('message', received);
    return connection;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  close(): void {
    this.socket.close();
    // Who does not answer to a close is not waited for.
    setTimeout(() => {
      this.socket.terminate();
    }, 2_000).unref();
  }

  private receive(text: string): void {
    this.heardAt = performance.now();
    const frame = readFrame(text);
    switch (frame?.kind) {
      case 'event':
        void this.hear(frame.messageId, frame.event);
        return;
      case 'ping':
        this.answer(frame.messageId, 200, frame.data);
        return;
      case 'disconnect':
        this.hearer.leaving();
        return;
      case 'other':
        this.answer(frame.messageId, 404, later);
        return;
      case undefined:
    }
  }

  /** Written down first, acknowledged then: what is lost in between comes again, and is known by its id (C5). */
  private async hear(messageId: string, event: StreamEvent): Promise<void> {
    try {
      await this.hearer.hear(event);
      this.answer(messageId, 200, success);
    } catch {
      this.answer(messageId, 500, later);
    }
  }

  private answer(messageId: string, code: 200 | 404 | 500, data: string): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(answerTo(messageId, code, data));
  }
}

/** Node takes the socket by the callback where none is returned; its types know only the other way. */
function connectionBy(
  connector: buildConnector.connector,
  { protocol, hostname, port }: URL,
): NonNullable<ClientOptions['createConnection']> {
  const secure = protocol === 'wss:';
  const to = { hostname, protocol: secure ? 'https:' : 'http:', port: port || (secure ? '443' : '80') };
  const open = (_options: unknown, callback: buildConnector.Callback) => {
    connector(to, callback);
  };
  return open as unknown as NonNullable<ClientOptions['createConnection']>;
}
