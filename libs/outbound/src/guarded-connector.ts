import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { buildConnector } from 'undici';
import type { AllowedTargets } from './allowed-targets.js';
import { literalAddress, mayReach } from './may-reach.js';
import { TargetRefused } from './target-refused.js';

/** How names become addresses; the system's way unless a test says otherwise. */
export type Resolve = (
  host: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface ConnectorOptions {
  readonly timeoutMs: number;
  /** Certificates that are believed instead of the usual ones, PEM. */
  readonly ca?: readonly string[];
  readonly resolve?: Resolve;
}

/**
 * Opens sockets only to addresses that may be reached. A name is resolved once, and what was judged is what is
 * connected to: between the two no name server is asked again. One address that may not be reached refuses the
 * whole name, so that a resolver cannot hide it among good ones.
 */
export function guardedConnector(
  allowed: AllowedTargets,
  { timeoutMs, ca, resolve = systemLookup }: ConnectorOptions,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: timeoutMs,
    ...(ca === undefined ? {} : { ca: [...ca] }),
    lookup: (host, options, callback) => {
      resolve(host, { family: options.family ?? 0, hints: options.hints ?? 0, all: true }, (error, found) => {
        const refusal = error ?? judge(found, host, allowed);
        const [first] = found;
        if (refusal !== null || first === undefined) callback(refusal ?? new TargetRefused(), '', 0);
        else if (options.all === true) callback(null, found);
        else callback(null, first.address, first.family);
      });
    },
  });
  return (options, callback) => {
    const address = literalAddress(options.hostname);
    // What is an address already is never looked up: it is judged here. A socket that is there is a proxy's.
    if (address === undefined || options.httpSocket || mayReach(address, options.hostname, allowed))
      connect(options, callback);
    else callback(new TargetRefused(), null);
  };
}

function judge(found: readonly LookupAddress[], host: string, allowed: AllowedTargets): TargetRefused | null {
  return found.every(({ address }) => mayReach(address, host, allowed)) ? null : new TargetRefused();
}
