import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { signed } from './certificates.js';

type Resource = Readonly<Record<string, unknown>> & { readonly id: string };
type Listed = {
  readonly totalResults?: number;
  readonly Resources: readonly Resource[];
  readonly nextCursor?: string;
};
type Path = '/Users' | '/Groups';

/** How a remote server differs from one that does as the RFC says. */
export interface RemoteHabits {
  /** The most it gives at once. */
  cap: number;
  filters: boolean;
  /** The tags of its lists: none, true ones, or one for all that was ever sent. */
  tags: 'none' | 'true' | 'one';
  /** Changes a list before it is sent; may send something itself and return undefined. */
  bend?: (
    listed: Listed,
    request: { readonly path: Path; readonly startIndex: number; readonly nth: number },
    response: ServerResponse,
  ) => Listed | undefined;
  /** Decides about a whole request first; true: it has answered. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** A remote SCIM server whose people a test holds in its hands, and whose habits may be bad. */
export class RemoteDirectory {
  readonly users = new Map<string, Resource>();
  readonly groups = new Map<string, Resource>();
  readonly habits: RemoteHabits = { cap: 1_000, filters: true, tags: 'none' };
  /** How often it has answered that a list is as it was. */
  unchanged = 0;
  readonly asked: string[] = [];
  private tick = Date.parse('2026-01-01T00:00:00Z');
  private readonly server;

  /** @param scheme `https`: with a certificate of an authority that nobody believes who is not told to */
  constructor(private readonly scheme: 'http' | 'https' = 'http') {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      this.answer(request, response);
    };
    this.server = scheme === 'http' ? createServer(answer) : createTlsServer(signed, answer);
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/scim/v2`;
  }

  /** What was asked since the last time somebody looked. */
  asks(): readonly string[] {
    return this.asked.splice(0);
  }

  putUser(id: string, body: Readonly<Record<string, unknown>>): void {
    this.users.set(id, { ...body, id, meta: this.meta('User') });
  }

  putGroup(id: string, displayName: string, members: readonly string[] = []): void {
    const shown = members.map((value) => ({ value, type: this.groups.has(value) ? 'Group' : 'User' }));
    this.groups.set(id, { id, displayName, members: shown, meta: this.meta('Group') });
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private meta(resourceType: string) {
    this.tick += 1_000;
    return { resourceType, lastModified: new Date(this.tick).toISOString() };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://remote');
    this.asked.push(`${url.pathname.replace('/scim/v2', '')}${url.search}`);
    if (this.habits.intercept?.(request, response) === true) return;
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/scim+json' }).end(JSON.stringify(body));
    };
    const [, path, id] = /^\/scim\/v2\/(Users|Groups)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
    const all = path === 'Users' ? this.users : this.groups;
    if (request.headers.authorization !== 'Bearer remote-token') send(401, {});
    else if (url.pathname.endsWith('/ServiceProviderConfig'))
      send(200, {
        patch: { supported: false },
        filter: { supported: this.habits.filters, maxResults: this.habits.cap },
      });
    else if (path === undefined) send(404, {});
    else if (id !== undefined) {
      const found = all.get(decodeURIComponent(id));
      send(found ? 200 : 404, found ?? { status: '404' });
    } else {
      this.list(`/${path}` as Path, [...all.values()], url.searchParams, response, (status, body) => {
        this.tagged(request, response, status, JSON.stringify(body));
      });
    }
  }

  private tagged(request: IncomingMessage, response: ServerResponse, status: number, body: string): void {
    const { tags } = this.habits;
    const etag = tags === 'one' ? 'W/"1"' : `W/"${createHash('sha1').update(body).digest('base64')}"`;
    response.setHeader('content-type', 'application/scim+json');
    if (tags !== 'none') response.setHeader('etag', etag);
    const { 'if-none-match': known, 'cache-control': caching } = request.headers;
    // As Express does.
    const sends = tags === 'none' || known !== etag || caching === 'no-cache';
    if (sends) response.writeHead(status).end(body);
    else {
      this.unchanged += 1;
      response.writeHead(304).end();
    }
  }

  private list(
    path: Path,
    all: readonly Resource[],
    query: URLSearchParams,
    response: ServerResponse,
    send: (status: number, body: unknown) => void,
  ): void {
    const since = /ge "([^"]+)"/.exec(query.get('filter') ?? '')?.[1];
    if (since !== undefined && !this.habits.filters) {
      send(400, { scimType: 'invalidFilter', status: '400' });
      return;
    }
    const wanted = all.filter(
      ({ meta }) => since === undefined || (meta as { lastModified: string }).lastModified >= since,
    );
    const startIndex = Number(query.get('startIndex') ?? 1);
    const count = Math.min(Number(query.get('count') ?? 100), this.habits.cap);
    const listed: Listed = {
      totalResults: wanted.length,
      Resources: wanted.slice(startIndex - 1, startIndex - 1 + count),
    };
    const nth = this.asked.filter((one) => one.startsWith(path)).length;
    const bent = this.habits.bend ? this.habits.bend(listed, { path, startIndex, nth }, response) : listed;
    if (bent !== undefined) send(200, bent);
  }
}
