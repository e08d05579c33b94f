import { lookup } from 'node:dns/promises';
import type { Dispatcher } from 'undici';
import type { AllowedTargets } from './allowed-targets.js';
import { literalAddress, mayReach } from './may-reach.js';
import { TargetRefused } from './target-refused.js';

/**
 * Refuses what is private as seen from here, before a proxy is asked for it. A name that only the proxy can resolve is
 * the proxy's to judge: whoever runs the bridge has named that proxy, or it is a public one.
 */
export function judgeBeforeProxy(allowed: AllowedTargets): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    judge(new URL(String(options.origin)).hostname, allowed).then(
      () => dispatch(options, handler),
      (error: unknown) => {
        handler.onResponseError?.(
          undefined as unknown as Dispatcher.DispatchController,
          error instanceof Error ? error : new TargetRefused(),
        );
      },
    );
    return true;
  };
}

/** @throws TargetRefused */
async function judge(host: string, allowed: AllowedTargets): Promise<void> {
  const literal = literalAddress(host);
  const seen = literal === undefined ? await resolved(host) : [literal];
  if (!seen.every((address) => mayReach(address, host, allowed))) throw new TargetRefused();
}

async function resolved(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}
