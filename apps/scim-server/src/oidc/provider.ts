import * as client from 'openid-client';
import { hasClaim, identityOf } from './identity.js';
import type { Claims, Identity } from './identity.js';
import type { OidcSettings } from './oidc-settings.js';
import { SignInRefused } from './sign-in-refused.js';
import type { Ticket } from './tickets.js';

const timeoutSeconds = 10;
/** For how long what a provider says of its own addresses is believed. */
const knownMs = 3_600_000;

/** The OpenID Connect provider: sends people off to sign in there, and proves what they come back with. */
export class Provider {
  private known: { readonly until: number; readonly at: Promise<client.Configuration> } | undefined;

  /** Its address is the operator's, not an administrator's: it may well be private, and is not judged. */
  constructor(private readonly settings: OidcSettings) {}

  /**
   * An authorization request with PKCE (RFC 7636), state and nonce (OpenID Connect Core 1.0, 3.1.2.1).
   *
   * @throws SignInRefused unreachable
   */
  async begin(): Promise<{ readonly address: URL } & Pick<Ticket, 'state' | 'nonce' | 'verifier'>> {
    const configuration = await this.configuration();
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.redirectUri,
      scope: this.settings.scopes,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return { address, state, nonce, verifier };
  }

  /**
   * Exchanges the code that somebody came back with, and proves the ID token: signature, issuer, audience, times, nonce.
   *
   * @param query of the address the provider sent him to
   * @throws SignInRefused
   */
  async finish(ticket: Ticket, query: URLSearchParams): Promise<Identity> {
    const configuration = await this.configuration();
    const came = new URL(this.settings.redirectUri);
    came.search = query.toString();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, came, {
        pkceCodeVerifier: ticket.verifier,
        expectedState: ticket.state,
        expectedNonce: ticket.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new SignInRefused('untrusted');
      return identityOf(await this.completed(configuration, claims, tokens.access_token), this.settings);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Some providers say only at their userinfo endpoint which groups somebody has (Core 1.0, 5.4). */
  private async completed(
    configuration: client.Configuration,
    claims: Claims,
    accessToken: string,
  ): Promise<Claims> {
    const { nameClaim, roles } = this.settings;
    const complete = hasClaim(claims, nameClaim) && hasClaim(claims, roles.claim);
    if (complete || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    const more = await client.fetchUserInfo(configuration, accessToken, claims.sub);
    return { ...more, ...claims };
  }

  private configuration(): Promise<client.Configuration> {
    if (this.known === undefined || this.known.until < Date.now()) {
      const at = this.discovered();
      this.known = { until: Date.now() + knownMs, at };
      at.catch(() => {
        this.known = undefined;
      });
    }
    return this.known.at;
  }

  private async discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    try {
      return await client.discovery(issuer, clientId, clientSecret, authentication(clientSecret), {
        timeout: timeoutSeconds,
        // The configuration lets http through for this machine only: that is what the deprecation is to remind of.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        ...(issuer.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {}),
      });
    } catch (error) {
      throw new SignInRefused('unreachable', error);
    }
  }
}

/** As the provider says it takes it; who says nothing takes the header (OpenID Connect Discovery 1.0, 3). */
function authentication(secret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

function refusalOf(error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error;
  // The provider's own no: the person has cancelled, or may not use this application there.
  if (error instanceof client.AuthorizationResponseError) return new SignInRefused('declined', error);
  const code = error instanceof client.ClientError ? error.code : undefined;
  const unanswered = error instanceof TypeError || code === 'OAUTH_TIMEOUT';
  return new SignInRefused(unanswered ? 'unreachable' : 'untrusted', error);
}
