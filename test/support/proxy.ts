import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP proxy before a Postgres, which can go away and come back without stopping the Postgres. */
export class Proxy {
  private readonly sockets = new Set<Socket>();
  private slownessMs = 0;
  private readonly server = createServer((client) => {
    this.sockets.add(client);
    client.on('error', () => client.destroy());
    // Taken, and not yet heard.
    setTimeout(() => {
      if (!client.destroyed) this.join(client);
    }, this.slownessMs);
  });
  private ownPort = 0;
  private readonly host: string;
  private readonly port: number;

  private constructor(private readonly target: URL) {
    this.host = target.hostname;
    this.port = Number(target.port);
  }

  static async open(url: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(url));
    await proxy.comeBack();
    return proxy;
  }

  /** The URL of the same database through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String(this.ownPort);
    return url.href;
  }

  /** Cuts every connection; new ones are refused. */
  async goAway(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async comeBack(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.ownPort, '127.0.0.1', resolve));
    this.ownPort = (this.server.address() as AddressInfo).port;
  }

  /** New connections are heard so much later. */
  beSlow(byMs: number): void {
    this.slownessMs = byMs;
  }

  private join(client: Socket): void {
    const target = connect(this.port, this.host);
    for (const [one, other] of [
      [client, target],
      [target, client],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
