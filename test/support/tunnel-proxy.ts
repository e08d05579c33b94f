import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy that leads whoever asks with CONNECT where he wants to go (RFC 9110 9.3.6), and keeps where that was. */
export class TunnelProxy {
  /** `host:port` of each tunnel that was asked for. */
  readonly asked: string[] = [];
  /** Whether it lets anybody through. */
  allows = true;
  private readonly sockets = new Set<Duplex>();
  private readonly server = createServer().on('connect', (request: IncomingMessage, socket: Duplex) => {
    this.lead(request.url ?? '', socket);
  });

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private lead(to: string, socket: Duplex): void {
    this.asked.push(to);
    if (!this.allows) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(`http://${to}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const [one, other] of [
      [onward, socket],
      [socket, onward],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => this.sockets.delete(one));
    }
  }
}
