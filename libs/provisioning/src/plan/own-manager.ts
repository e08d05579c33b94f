import { ruleSetOf } from '../mapping/rule-set.js';
import type { AccountFields } from './change.js';
import { settledBy } from './desired.js';
import type { AccountSituation, ManagerReference } from './situation.js';

/** The manager as far as he is the bridge's to set: DingTalk's own choice is not waited for. */
export function ownManager(
  { manager, settings }: AccountSituation,
  applied?: AccountFields,
): ManagerReference | undefined {
  const { manager: rule } = ruleSetOf(settings.mapping);
  if (!rule || (applied && settledBy(rule.when, applied.managerUserId))) return undefined;
  return manager;
}
