import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bridge } from './bridge.js';
import type { Addresses } from './bridge.js';
import { Services } from './services.js';

/**
 * One set of services for all end-to-end specs, started by whoever asks first. It lives in the process that
 * ran global-setup; test workers get its addresses through a door on the loopback interface.
 */
export class SharedServices {
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

async function ask<T>(path: string): Promise<T> {
  const door = process.env.TEST_SERVICES_DOOR;
  if (door === undefined) throw new Error('TEST_SERVICES_DOOR is set by global-setup');
  const response = await fetch(door + path, { signal: AbortSignal.timeout(90_000) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

let joined: Promise<Bridge> | undefined;

/** The bridge that all end-to-end specs share. Make a connection of your own on it. */
export function sharedBridge(): Promise<Bridge> {
  joined ??= ask<Addresses>('/addresses').then((addresses) => new Bridge(addresses));
  return joined;
}

/** All that the shared services have logged so far. */
export const sharedLines = (): Promise<readonly string[]> => ask<readonly string[]>('/lines');
