import type { Ending } from '#provisioning';
import type { LinkFinish, LinkSituation } from '#store';

/**
 * What a Link stands on a list for is over once it is in step: carried out where that was approved, else desired no
 * more.
 */
export function closing({ listed }: LinkSituation, { outcome }: Ending): Pick<LinkFinish, 'closes'> {
  if (!listed || outcome !== 'converged') return {};
  return { closes: listed.state === 'approved' ? 'applied' : 'moved' };
}
