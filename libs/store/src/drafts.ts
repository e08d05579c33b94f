import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './database.js';
import type { Sealer } from './sealing.js';
import { deleteDraft, insertDraft, readDraft } from './sql/drafts.js';

const draftSchema = z.strictObject({
  appKey: z.string(),
  appSecret: z.string(),
  oapiBase: z.string(),
  apiBase: z.string(),
  rootDepartmentId: z.number(),
  defaultDepartmentId: z.number().exactOptional(),
});

/** An app that is to be looked at before a connection to it is saved. */
export type Draft = Readonly<z.infer<typeof draftSchema>>;

const validMinutes = 10;
const context = (id: string) => `draft:${id}`;

/** Connections that are not saved yet, sealed as a whole, for ten minutes. */
export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** @returns its id */
  async keep(draft: Draft): Promise<string> {
    const id = randomUUID();
    const sealed = this.sealer.seal(JSON.stringify(draft), context(id));
    await insertDraft(this.database, { id, sealed, validMinutes });
    return id;
  }

  /** The draft in the clear; undefined when it has expired or was forgotten. */
  async open(id: string): Promise<Draft | undefined> {
    const sealed = await readDraft(this.database, id);
    return sealed === undefined
      ? undefined
      : draftSchema.parse(JSON.parse(this.sealer.open(sealed, context(id))));
  }

  /** What was asked of it is answered. */
  async forget(id: string): Promise<void> {
    await deleteDraft(this.database, id);
  }
}
