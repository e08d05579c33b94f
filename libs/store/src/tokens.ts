import { randomUUID } from 'node:crypto';
import { IsNull } from 'typeorm';
import type { ConnectionId } from '#common';
import type { Database } from './database.js';
import { translated } from './database.js';
import { ScimTokenEntity } from './entities/scim-token.js';
import { newSecret, secretHash } from './secrets.js';
import { findToken } from './sql/find-token.js';
import type { TokenOwner } from './sql/find-token.js';

/** A SCIM token as an administrator sees it; the token itself is shown once, when it is made. */
export interface ScimToken {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
  readonly lastUsedAt?: Date;
}

/** The bearer tokens of SCIM clients. */
export class ScimTokens {
  constructor(private readonly database: Database) {}

  /** Makes a token; `secret` is not stored and cannot be shown again. */
  async issue(
    connectionId: ConnectionId,
    label: string,
    expiresAt?: Date,
  ): Promise<ScimToken & { readonly secret: string }> {
    const secret = newSecret('scim');
    const row = this.repository.create({
      id: randomUUID(),
      connectionId,
      hash: secretHash(secret),
      label,
      expiresAt: expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
    });
    return { ...toToken(await translated(this.repository.save(row))), secret };
  }

  async list(connectionId: ConnectionId): Promise<readonly ScimToken[]> {
    const rows = await translated(
      this.repository.find({ where: { connectionId }, order: { createdAt: 'ASC' } }),
    );
    return rows.map(toToken);
  }

  /** Returns whether there was such a token to revoke. */
  async revoke(connectionId: ConnectionId, id: string): Promise<boolean> {
    const done = await translated(
      this.repository.update({ id, connectionId, revokedAt: IsNull() }, { revokedAt: () => 'now()' }),
    );
    return done.affected === 1;
  }

  /** The connection a bearer token opens; unknown, expired and revoked are one answer: undefined. */
  async ownerOf(secret: string): Promise<TokenOwner | undefined> {
    return findToken(this.database, secretHash(secret));
  }

  private get repository() {
    return this.database.orm.getRepository(ScimTokenEntity);
  }
}

function toToken(row: ScimTokenEntity): ScimToken {
  return {
    id: row.id,
    label: row.label,
    createdAt: row.createdAt,
    ...(row.expiresAt ? { expiresAt: row.expiresAt } : {}),
    ...(row.revokedAt ? { revokedAt: row.revokedAt } : {}),
    ...(row.lastUsedAt ? { lastUsedAt: row.lastUsedAt } : {}),
  };
}
