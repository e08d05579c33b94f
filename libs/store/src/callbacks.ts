import { z } from 'zod';
import type { ConnectionId } from '#common';
import type { Database } from './database.js';
import type { Sealer } from './sealing.js';
import { readCallback } from './sql/mirror/read-callback.js';
import { saveCallback } from './sql/mirror/save-callback.js';

const keysSchema = z.strictObject({ token: z.string(), aesKey: z.string(), owner: z.string() });

/** What DingTalk's console and the bridge share about a connection's HTTP callback. */
export type CallbackSecrets = Readonly<z.infer<typeof keysSchema>>;

const context = (id: string) => `connection:${id}:callback`;

/** The keys of HTTP callbacks, sealed. */
export class Callbacks {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** @returns whether the connection mirrors anything */
  async save(id: ConnectionId, keys: CallbackSecrets): Promise<boolean> {
    return saveCallback(this.database, id, this.sealer.seal(JSON.stringify(keys), context(id)));
  }

  /** undefined: no such connection, or it does not listen to a callback. */
  async read(id: ConnectionId): Promise<CallbackSecrets | undefined> {
    const sealed = await readCallback(this.database, id);
    return sealed === undefined
      ? undefined
      : keysSchema.parse(JSON.parse(this.sealer.open(sealed, context(id))));
  }
}
