import type { AppAt, TokenStore } from '#dingtalk';
import { leadTokenFetch, readAppToken, saveAppToken } from '#store';
import type { Database, Sealer } from '#store';

const context = ({ baseUrl, appKey }: AppAt) => `token:${baseUrl}:${appKey}`;

/** Access tokens in Postgres, sealed: one fetch serves every replica and every connection of an app. */
export class PostgresTokenStore implements TokenStore {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  async read(app: AppAt): Promise<{ readonly token: string; readonly validMs: number } | undefined> {
    const cached = await readAppToken(this.database, app);
    return cached && { token: this.sealer.open(cached.sealed, context(app)), validMs: cached.validMs };
  }

  async lead(app: AppAt): Promise<boolean> {
    return leadTokenFetch(this.database, app);
  }

  async save(app: AppAt, token: string, validMs: number): Promise<void> {
    await saveAppToken(this.database, app, { sealed: this.sealer.seal(token, context(app)), validMs });
  }

  async abandon(app: AppAt): Promise<void> {
    await saveAppToken(this.database, app);
  }
}
