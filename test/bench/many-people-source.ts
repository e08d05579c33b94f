import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const modified = '2026-01-01T00:00:00Z';

/** A remote SCIM server of any number of people, none of whom it keeps: everybody is made from his number. */
export class ManyPeopleSource {
  /** Pages of Users that were asked for since somebody looked. */
  private pages = 0;
  private readonly server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://source');
    const [, people, path] = /^\/(\d+)\/(.+)$/.exec(url.pathname) ?? [];
    response.setHeader('content-type', 'application/scim+json');
    if (path === 'Users') response.end(JSON.stringify(this.page(Number(people), url.searchParams)));
    else if (path === 'Groups') response.end(JSON.stringify({ totalResults: 0, Resources: [] }));
    else response.writeHead(404).end('{}');
  });

  async open(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  urlOf(people: number): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/${String(people)}`;
  }

  pagesSince(): number {
    const { pages } = this;
    this.pages = 0;
    return pages;
  }

  private page(people: number, query: URLSearchParams): object {
    this.pages += 1;
    const first = Number(query.get('startIndex') ?? 1);
    const last = Math.min(first + Number(query.get('count') ?? 100) - 1, people);
    const Resources = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
      person(first + index),
    );
    return { totalResults: people, itemsPerPage: Resources.length, startIndex: first, Resources };
  }
}

function person(n: number): object {
  const name = `person-${String(n)}`;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: name,
    userName: `${name}@example.test`,
    externalId: `ext-${String(n)}`,
    name: { givenName: 'Zoe', familyName: `Number ${String(n)}` },
    displayName: `Zoe Number ${String(n)}`,
    title: 'Engineer',
    active: true,
    emails: [{ type: 'work', value: `${name}@example.test`, primary: true }],
    phoneNumbers: [{ type: 'mobile', value: `13${String(n).padStart(9, '0')}` }],
    meta: { resourceType: 'User', lastModified: modified },
  };
}
