import path from 'node:path';
import { z } from 'zod';
import { Child } from './child.js';

const folder = path.resolve(import.meta.dirname, '../../../test/peers');
const saidSchema = z.object({ peer: z.object({ url: z.string(), token: z.string() }) });

/** A SCIM server that others wrote, as a process of its own. */
export interface Peer {
  readonly url: string;
  readonly token: string;
  readonly stop: () => Promise<void>;
}

/** Starts one of test/peers; stop it, whatever happens. */
export async function startPeer(name: string): Promise<Peer> {
  const args = ['--no-warnings', path.join(folder, `${name}.js`)];
  const child = await Child.start({ name, command: process.execPath, args, env: {}, ipc: true });
  const said = child.lines.find((line) => line.startsWith('{"peer":'));
  const { url, token } = saidSchema.parse(JSON.parse(said ?? 'null')).peer;
  return { url, token, stop: () => child.stop() };
}
