import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Services } from './services.js';

/**
 * One set of services for all end-to-end specs, started by whoever asks first. It lives in the process that
 * ran global-setup; test workers get its addresses through a door on the loopback interface.
 */
export class ServicesDoor {
  private started: Promise<Services> | undefined;
  private readonly door = createServer((request, response) => {
    this.started ??= Services.start();
    this.started.then(
      ({ addresses, lines }) => response.end(JSON.stringify(request.url === '/lines' ? lines : addresses)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });

  /** Opens the door; nothing is started yet. */
  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.door.listen(0, '127.0.0.1', resolve));
    const { port } = this.door.address() as AddressInfo;
    process.env.TEST_SERVICES_DOOR = `http://127.0.0.1:${String(port)}`;
  }

  /** Stops the services, if anybody asked for them. @returns what they have logged */
  async close(): Promise<readonly string[]> {
    this.door.close();
    this.door.closeAllConnections();
    const services = await this.started?.catch(() => undefined);
    await services?.stop();
    return services?.lines ?? [];
  }
}
