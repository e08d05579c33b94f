import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { JWK } from 'oidc-provider';

/** What the provider does with whoever comes next: signs him in, or says no. */
export type Answer =
  | { readonly person: string; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly error: string };

const clientId = 'bridge';
export const clientSecret = 'a secret between the provider and the bridge';

/** A real OpenID Connect provider on this machine, whose sign-in page has been filled in already. */
export class TestProvider {
  answer: Answer = { error: 'access_denied' };

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  /** @param callback where the client has people sent back to */
  static async start(callback: string): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // Another site than that of the bridge, as a browser sees it.
    const issuer = `http://localhost:${String((server.address() as AddressInfo).port)}`;
    const started = new TestProvider(server, issuer);
    started.serve(callback);
    return started;
  }

  /** What the bridge's environment says of it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_SCOPES: 'openid profile groups',
      OIDC_LABEL: 'Example Login',
      OIDC_ADMINISTRATORS: 'bridge-admins',
      OIDC_VIEWERS: 'staff, audit',
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(callback: string): void {
    const provider: Provider = new Provider(this.issuer, {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] }],
      claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups'] },
      cookies: { keys: ['of the test'] },
      jwks: { keys: [signingKey()] },
      features: { devInteractions: { enabled: false } },
      ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, accountId) => ({ accountId, claims: () => this.claimsOf(accountId) }),
      loadExistingGrant: async ({ oidc: { client, session } }) => {
        const accountId = session?.accountId;
        const grant = new provider.Grant({
          ...(client === undefined ? {} : { clientId: client.clientId }),
          ...(accountId === undefined ? {} : { accountId }),
        });
        grant.addOIDCScope('openid profile groups');
        await grant.save();
        return grant;
      },
    });
    const handle = provider.callback();
    this.server.on('request', (request, response) => {
      if (request.url?.startsWith('/interaction/')) void this.finish(provider, request, response);
      else void handle(request, response);
    });
  }

  private async finish(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { answer } = this;
    const result = 'error' in answer ? { error: answer.error } : { login: { accountId: answer.person } };
    await provider.interactionFinished(request, response, result);
  }

  private claimsOf(accountId: string): { sub: string; [claim: string]: unknown } {
    return { sub: accountId, ...('claims' in this.answer ? this.answer.claims : {}) };
  }
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}
