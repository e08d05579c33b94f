/** The admin API refused, or could not be reached; the message is for the person at the terminal. */
export class AdminApiError extends Error {
  override readonly name = 'AdminApiError';
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

const timeoutMs = 30_000;

/** Speaks with a bridge's admin API as its administrator. */
export class AdminApi {
  private cookie: string | undefined;

  constructor(
    private readonly access: { readonly url: string; readonly user: string; readonly password: string },
  ) {}

  /** @throws AdminApiError */
  async call<T>(method: string, path: string, body?: object): Promise<T> {
    if (this.cookie === undefined) await this.signIn();
    return this.read((await this.send(method, path, body)).text) as T;
  }

  /** What an address answers, as it is: a table, not JSON. @throws AdminApiError */
  async text(path: string): Promise<string> {
    if (this.cookie === undefined) await this.signIn();
    return (await this.send('GET', path)).text;
  }

  private async signIn(): Promise<void> {
    const { user, password } = this.access;
    const { headers } = await this.send('POST', '/session', { user, password });
    this.cookie = headers.getSetCookie()[0]?.split(';')[0];
  }

  private async send(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ text: string; headers: Headers }> {
    let response: Response;
    try {
      response = await fetch(new URL(`/admin/api${path}`, this.access.url), {
        method,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    } catch {
      throw new AdminApiError(
        `The bridge does not answer at ${new URL(this.access.url).origin}. Does it run?`,
      );
    }
    const text = await response.text();
    if (!response.ok) {
      const told =
        (this.read(text) as { error?: string } | undefined)?.error ?? `status ${String(response.status)}`;
      throw new AdminApiError(told, response.status);
    }
    return { text, headers: response.headers };
  }

  private read(text: string): unknown {
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch {
      throw new AdminApiError(`What answers at ${new URL(this.access.url).origin} is no bridge.`);
    }
  }
}
