import { Injectable } from '@nestjs/common';
import { cursorText, invalidCursor, readCursor } from '#scim';
import type { Cursor } from '#scim';
import { Store } from '#store';
import type { Sealer } from '#store';

/** For how long a cursor is good; ServiceProviderConfig says so. */
export const cursorSeconds = 3600;

/** What a cursor belongs to: it is worth nothing for any other query, least of all another connection's. */
export interface WalkedQuery {
  readonly connectionId: string;
  readonly types: readonly string[];
  readonly filter: string | undefined;
  readonly sortBy: string | undefined;
  readonly order: string;
}

/**
 * Cursors as clients hold them (RFC 9865). They are kept nowhere but in the client: sealed, since they hold a value
 * of a person and must not be forged, and bound to their query. Every replica opens them.
 */
@Injectable()
export class Cursors {
  private readonly sealer: Sealer;

  constructor(store: Store) {
    this.sealer = store.sealer.derived('list-cursor');
  }

  /** In the unreserved characters of RFC 3986 2.3. */
  seal(query: WalkedQuery, cursor: Omit<Cursor, 'expiresAt'>): string {
    const text = cursorText({ ...cursor, expiresAt: Date.now() + cursorSeconds * 1000 });
    return Buffer.from(this.sealer.seal(text, contextOf(query))).toString('base64url');
  }

  /** @throws ScimError 400 invalidCursor, expiredCursor, invalidCount */
  open(query: WalkedQuery, sealed: string, count: number | undefined): Cursor {
    return readCursor(this.unsealed(query, sealed), count, Date.now());
  }

  private unsealed(query: WalkedQuery, sealed: string): string {
    try {
      return this.sealer.open(Buffer.from(sealed, 'base64url').toString(), contextOf(query));
    } catch {
      throw invalidCursor();
    }
  }
}

const contextOf = ({ connectionId, types, filter, sortBy, order }: WalkedQuery): string =>
  JSON.stringify([connectionId, types, filter, sortBy, order]);
