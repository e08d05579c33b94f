import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

type Stored = Record<string, unknown> & { id: string };

/** A SCIM server that others wrote, with a store of its own; started once in a process. */
export async function startScimmy(
  token: string,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const stores = { User: new Map<string, Stored>(), Group: new Map<string, Stored>() };
  const handlers = (store: Map<string, Stored>) => ({
    ingress: (resource: { id?: string }, data: object) => {
      const id = resource.id ?? randomUUID();
      const before = store.get(id);
      if (resource.id !== undefined && !before) throw new SCIMMY.Types.Error(404, null as never, 'not found');
      const now = new Date();
      const meta = {
        created: (before?.meta as { created?: Date } | undefined)?.created ?? now,
        lastModified: now,
      };
      const stored = { ...data, id, meta };
      store.set(id, stored);
      return stored;
    },
    egress: (resource: { id?: string }) => {
      if (resource.id === undefined) return [...store.values()];
      const found = store.get(resource.id);
      if (!found) throw new SCIMMY.Types.Error(404, null as never, 'not found');
      return found;
    },
    degress: (resource: { id?: string }) => {
      if (!store.delete(resource.id ?? '')) throw new SCIMMY.Types.Error(404, null as never, 'not found');
    },
  });
  SCIMMY.Resources.declare(SCIMMY.Resources.User, handlers(stores.User) as never);
  SCIMMY.Resources.declare(SCIMMY.Resources.Group, handlers(stores.Group) as never);
  const app = express();
  app.use(
    '/scim',
    new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => {
        if (request.header('Authorization') !== `Bearer ${token}`) throw new Error('not authorised');
        return 'bridge';
      },
    }) as never,
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/scim`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
