import { apiBaseOf } from '#dingtalk';
import type { AllowedTargets } from '#outbound';
import { demandReachable } from './reachable.js';

/**
 * Both base URLs, the second as given or as it follows from the first.
 *
 * @throws ScimError 400 where one of them may not be reached
 */
export function basesOf(
  { oapiBase, apiBase }: { readonly oapiBase: string; readonly apiBase?: string | undefined },
  allowed: AllowedTargets,
): { readonly oapiBase: string; readonly apiBase: string } {
  const bases = { oapiBase, apiBase: apiBase ?? apiBaseOf(oapiBase) };
  demandReachable(bases, allowed);
  return bases;
}
