import { Bridge } from './bridge.js';
import type { Addresses } from './bridge.js';

// What test workers know of the services behind the door: where they are. Whatever it takes to start some stays
// in the process that has started them, as nobody else need load it.

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
