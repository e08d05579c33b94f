import type { Store } from '#store';
import { SignInLimit } from './sign-in-limit.js';

type Session = NonNullable<Awaited<ReturnType<Store['administrators']['signIn']>>>;

/** How a try to sign in went. */
export type SignInAnswer =
  | { readonly kind: 'signedIn'; readonly session: Session }
  | { readonly kind: 'refused' }
  | { readonly kind: 'tooManyTries' };

/** The one place where passwords are tried, by the console's form and by the admin API alike. */
export class SignIn {
  private readonly limit = new SignInLimit();

  constructor(private readonly store: Store) {}

  async try(user: string, password: string): Promise<SignInAnswer> {
    if (!this.limit.mayTry(user)) return { kind: 'tooManyTries' };
    const session = await this.store.administrators.signIn(user, password);
    if (!session) return { kind: 'refused' };
    this.limit.forget(user);
    return { kind: 'signedIn', session };
  }
}
