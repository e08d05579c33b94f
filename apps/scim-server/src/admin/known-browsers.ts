import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sealer } from '#store';

/** For how long a browser is known after somebody has signed in with it. */
export const knownDays = 90;

const markSchema = z.strictObject({ id: z.guid(), name: z.string(), until: z.number() });
const context = 'browser';

/**
 * Browsers that somebody has signed in with before bear a mark that says so. It lets nobody in, but strangers who guess
 * elsewhere do not count against it: they cannot lock its owner out. Kept in the browser alone, sealed.
 */
export class KnownBrowsers {
  private readonly sealer: Sealer;

  constructor(sealer: Sealer) {
    this.sealer = sealer.derived('known-browser');
  }

  /** A new mark for a browser that has just signed somebody in; the same browser keeps its id. */
  mark(name: string, id: string = randomUUID()): string {
    const until = Date.now() + knownDays * 86_400_000;
    return Buffer.from(this.sealer.seal(JSON.stringify({ id, name, until }), context)).toString('base64url');
  }

  /** The browser's id; undefined for one that has not signed in that very account, or too long ago. */
  idOf(mark: string | undefined, name: string): string | undefined {
    if (mark === undefined) return undefined;
    try {
      const text = this.sealer.open(Buffer.from(mark, 'base64url').toString(), context);
      const known = markSchema.parse(JSON.parse(text));
      return known.name === name && known.until > Date.now() ? known.id : undefined;
    } catch {
      return undefined;
    }
  }
}
