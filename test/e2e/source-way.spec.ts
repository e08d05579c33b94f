import { afterEach, describe, expect, it } from '@jest/globals';
import { authority } from '../support/certificates.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { RemoteDirectory } from '../support/remote-directory.js';
import { sharedBridge } from '../support/shared-services.js';
import { remoteOf } from '../support/source-scene.js';
import { TunnelProxy } from '../support/tunnel-proxy.js';

const open: TunnelProxy[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function proxyOf(): Promise<TunnelProxy> {
  const proxy = await new TunnelProxy().open();
  open.push(proxy);
  return proxy;
}

interface Diagnosis {
  readonly outcome: string;
  readonly says: { readonly en: string; readonly zh: string };
}
const look = (pulled: PulledTenant) => pulled.call<Diagnosis>('POST', '/test', 200);
const read = { state: 'done', usersRead: 3, changed: 3 };

describe('the way to a Source', () => {
  it('leads to a certificate of an own authority where that is entered, and is told to be shut without it', async () => {
    const remote = await remoteOf(3, new RemoteDirectory('https'));
    const pulled = await PulledTenant.connect(await sharedBridge(), { baseUrl: remote.url });
    const { outcome, says } = await look(pulled);
    expect(outcome).toBe('tlsFailed');
    expect(says.en).toContain('of an own authority whose certificate has to be entered');
    expect(says.zh).toContain('CA 证书');
    expect(await pulled.sync()).toMatchObject({ state: 'failed', reason: 'tlsFailed', usersRead: 0 });
    expect(remote.asks()).toEqual([]);

    await pulled.save({ baseUrl: remote.url, ca: authority });
    expect(await look(pulled)).toMatchObject({ outcome: 'ok', users: 3 });
    expect(await pulled.sync()).toMatchObject(read);
  });

  it.each(['http', 'https'] as const)('leads through a proxy, to %s as well', async (scheme) => {
    const [remote, proxy] = [await remoteOf(3, new RemoteDirectory(scheme)), await proxyOf()];
    const ca = scheme === 'https' ? { ca: authority } : {};
    const source = { baseUrl: remote.url, proxy: proxy.url, ...ca };
    const pulled = await PulledTenant.connect(await sharedBridge(), source);
    expect(await look(pulled)).toMatchObject({ outcome: 'ok', users: 3 });
    expect(await pulled.sync()).toMatchObject(read);
    expect(new Set(proxy.asked)).toEqual(new Set([new URL(remote.url).host]));

    proxy.allows = false;
    expect(await look(pulled)).toMatchObject({ outcome: 'proxyFailed' });
  });

  it('leads through no proxy to what is private: the proxy is not even asked', async () => {
    const [remote, proxy] = [await remoteOf(3), await proxyOf()];
    const source = { baseUrl: remote.url, proxy: proxy.url };
    const pulled = await PulledTenant.connect(await sharedBridge(), source);
    remote.habits.intercept = (_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      return true;
    };
    expect(await look(pulled)).toMatchObject({ outcome: 'targetRefused' });
    expect(await pulled.sync()).toMatchObject({ state: 'failed', reason: 'targetRefused' });
    expect(new Set(proxy.asked)).toEqual(new Set([new URL(remote.url).host]));
  });
});
