import { Agent, Pool, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import type { AllowedTargets } from './allowed-targets.js';
import { guardedConnector } from './guarded-connector.js';
import { judgeBeforeProxy } from './judge-before-proxy.js';

export interface DispatcherOptions {
  readonly connectTimeoutMs: number;
  /** Certificates that are believed instead of the usual ones, PEM. */
  readonly ca?: readonly string[];
  /** `http://user:password@proxy:3128`: everything goes through it, https and http, in tunnels. */
  readonly proxy?: string;
}

/**
 * What sends requests whose addresses administrators enter. With a proxy it is the proxy's own address that is pinned;
 * where it leads is judged as far as it can be seen from here.
 */
export function openDispatcher(
  allowed: AllowedTargets,
  { connectTimeoutMs, ca, proxy }: DispatcherOptions,
): Dispatcher {
  const connect = guardedConnector(allowed, {
    timeoutMs: connectTimeoutMs,
    ...(ca === undefined ? {} : { ca }),
  });
  if (proxy === undefined) return new Agent({ connect });
  const tunnels = new ProxyAgent({
    uri: proxy,
    proxyTunnel: true,
    ...(ca === undefined ? {} : { requestTls: { ca: [...ca] } }),
    clientFactory: (origin) => new Pool(origin, { connect }),
  });
  return tunnels.compose(judgeBeforeProxy(allowed));
}
