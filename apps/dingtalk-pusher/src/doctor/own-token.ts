import type { TokenStore } from '#dingtalk';

/**
 * Keeps the token of one examination and nothing longer: a token that somebody else was given before would hide that
 * the AppSecret is no longer right, and what an unsaved app is given is nobody else's business.
 */
export class OwnToken implements TokenStore {
  private kept: { readonly token: string; readonly until: number } | undefined;

  read(): ReturnType<TokenStore['read']> {
    const { kept } = this;
    return Promise.resolve(kept && { token: kept.token, validMs: kept.until - performance.now() });
  }

  lead(): Promise<boolean> {
    return Promise.resolve(true);
  }

  save(_: unknown, token: string, validMs: number): Promise<void> {
    this.kept = { token, until: performance.now() + validMs };
    return Promise.resolve();
  }

  abandon(): Promise<void> {
    return Promise.resolve();
  }
}
