import { afterEach } from '@jest/globals';
import { person } from '../builders/scim.js';
import { PulledTenant } from './pulled-tenant.js';
import { RemoteDirectory } from './remote-directory.js';
import { sharedBridge } from './shared-services.js';

const open: RemoteDirectory[] = [];
afterEach(() => {
  for (const remote of open.splice(0)) remote.close();
});

/** A remote server with some people, p1 to pn and called Person 1 to Person n; nobody reads it yet. */
export async function remoteOf(people: number, remote = new RemoteDirectory()): Promise<RemoteDirectory> {
  open.push(await remote.open());
  for (let n = 1; n <= people; n += 1)
    remote.putUser(`p${String(n)}`, { ...person(), displayName: `Person ${String(n)}` });
  return remote;
}

/** Such a server, and a connection of the shared bridge that is read from it. */
export async function sourceScene(
  people: number,
  settings: object = {},
): Promise<{ readonly remote: RemoteDirectory; readonly pulled: PulledTenant }> {
  const remote = await remoteOf(people);
  const pulled = await PulledTenant.connect(await sharedBridge(), { baseUrl: remote.url, settings });
  return { remote, pulled };
}
