import type { ProviderRefusal } from '#admin-api';

/** Nobody is let in by the provider, and why; `cause` is for the log. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  constructor(
    readonly reason: ProviderRefusal,
    cause?: unknown,
  ) {
    super(`nobody was let in: ${reason}`, { cause });
  }
}
