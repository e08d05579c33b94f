// Ory Polis, formerly BoxyHQ SAML Jackson: its directory sync over its own store in memory. It has no ServiceProviderConfig,
// pages Users by index and Groups not at all, tells no meta, and never who is in a Group: members are for its webhooks only.
import { text } from 'node:stream/consumers';
import jackson from '@boxyhq/saml-jackson';
import { serve } from './serve.js';

const { directorySyncController } = await jackson.default({
  externalUrl: 'http://127.0.0.1',
  samlPath: '/sso',
  scimPath: '/scim',
  db: { engine: 'mem' },
  noAnalytics: true,
});
const { data: directory } = await directorySyncController.directories.create({
  tenant: 'works',
  product: 'bridge',
  type: 'generic-scim-v2',
});

/** The route that its own service, a Next.js application, puts before the controller. */
async function route(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
  const [, resourceType = '', resourceId] = /^\/scim\/([^/]+)(?:\/([^/]+))?$/.exec(pathname) ?? [];
  const sent = await text(request);
  const number = (name) => (searchParams.has(name) ? Number(searchParams.get(name)) : undefined);
  const { status, data } = await directorySyncController.requests.handle({
    method: request.method,
    directoryId: directory.id,
    apiSecret: request.headers.authorization?.replace(/^Bearer /, ''),
    resourceType,
    resourceId,
    query: {
      startIndex: number('startIndex'),
      count: number('count'),
      filter: searchParams.get('filter') ?? undefined,
    },
    body: sent === '' ? undefined : JSON.parse(sent),
  });
  response.writeHead(status, { 'content-type': 'application/scim+json' }).end(JSON.stringify(data));
}

await serve((request, response) => void route(request, response), {
  path: '/scim',
  token: directory.scim.secret,
});
