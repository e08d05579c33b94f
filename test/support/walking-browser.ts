/** Keeps cookies and follows redirects one by one, as a browser does, so that a test can look at each step. */
export class WalkingBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** One request; what it answers is not followed. */
  async open(address: string): Promise<Response> {
    const { origin } = new URL(address);
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      ...(cookie === '' ? {} : { headers: { cookie } }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects for as long as `goesOn`. @returns the first address that is not to be opened */
  async follow(address: string, goesOn: (address: string) => boolean): Promise<string> {
    let at = address;
    while (goesOn(at)) {
      const { headers, status } = await this.open(at);
      const location = headers.get('location');
      if (location === null) throw new Error(`no redirect but ${String(status)} at ${new URL(at).pathname}`);
      at = new URL(location, at).href;
    }
    return at;
  }
}
