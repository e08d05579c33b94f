import { randomBytes } from 'node:crypto';
import { demandTold } from './told-answer.js';

/** A SCIM document as a test reads it; what a test does not look at stays unknown. */
export interface ScimDocument {
  readonly id: string;
  readonly schemas: readonly string[];
  readonly meta: { readonly version: string; readonly location: string; readonly lastModified: string };
  readonly members?: readonly { readonly value: string }[];
  readonly groups?: readonly { readonly value: string }[];
  readonly totalResults: number;
  readonly Resources: readonly ScimDocument[];
  readonly status: string;
  readonly scimType?: string;
  readonly detail?: string;
  readonly [attribute: string]: unknown;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

/** Sends one request and reads JSON where there is some. */
export async function send<Body>(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
  withinMs = 30_000,
): Promise<Answer<Body>> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(withinMs),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined) as Body,
    text,
  };
}

type Extra = Readonly<Record<string, string>>;

/** A SCIM client of one connection. */
export class ScimClient {
  constructor(
    readonly baseUrl: string,
    readonly token: string,
  ) {}

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Extra = {},
  ): Promise<Answer<ScimDocument>> {
    const all = { authorization: `Bearer ${this.token}`, ...headers };
    return send<ScimDocument>(method, this.baseUrl + path, all, body);
  }

  get(path: string, headers?: Extra): Promise<Answer<ScimDocument>> {
    return this.request('GET', path, undefined, headers);
  }

  post(path: string, body: unknown, headers?: Extra): Promise<Answer<ScimDocument>> {
    return this.request('POST', path, body, headers);
  }

  put(path: string, body: unknown, headers?: Extra): Promise<Answer<ScimDocument>> {
    return this.request('PUT', path, body, headers);
  }

  /** A PATCH with these Operations. */
  patch(path: string, operations: readonly object[], headers?: Extra): Promise<Answer<ScimDocument>> {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    return this.request('PATCH', path, { schemas, Operations: operations }, headers);
  }

  delete(path: string, headers?: Extra): Promise<Answer<ScimDocument>> {
    return this.request('DELETE', path, undefined, headers);
  }
}

/** The admin API, signed in. */
export class AdminClient {
  private signedIn: Promise<string> | undefined;

  constructor(
    private readonly origin: string,
    private readonly user: string,
    private readonly password: string,
  ) {}

  async call<Body>(method: string, path: string, body?: object): Promise<Answer<Body>> {
    this.signedIn ??= this.signIn();
    const at = method === 'PUT' && path.endsWith('/settings') ? await this.atVersion(path) : path;
    const answer = await this.send<Body>(method, at, body, await this.signedIn);
    demandTold(method, path, answer.status, answer.body ?? (answer.text || undefined));
    return answer;
  }

  /** Settings replace whatever there is, unless a test names the version itself. */
  private async atVersion(path: string): Promise<string> {
    const connection = path.slice(0, -'/settings'.length);
    const { body } = await this.send<{ settingsVersion?: number }>(
      'GET',
      connection,
      undefined,
      await this.signedIn,
    );
    return body.settingsVersion === undefined ? path : `${path}?version=${String(body.settingsVersion)}`;
  }

  private async signIn(): Promise<string> {
    const { status, headers } = await this.send('POST', '/session', {
      user: this.user,
      password: this.password,
    });
    const cookie = headers.getSetCookie()[0]?.split(';')[0];
    if (cookie === undefined) throw new Error(`sign-in answered ${String(status)}`);
    return cookie;
  }

  private send<Body>(method: string, path: string, body?: object, cookie?: string): Promise<Answer<Body>> {
    const headers = {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(cookie === undefined ? {} : { cookie }),
    };
    return send<Body>(method, `${this.origin}/admin/api${path}`, headers, body);
  }
}

/** A word that is in no other test: names, userNames and externalIds are made from it. */
export const unique = (): string => randomBytes(5).toString('hex');
