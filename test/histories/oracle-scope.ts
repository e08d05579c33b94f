import type { ScimDocument } from '../support/clients.js';
import type { Rules } from './rules.js';

/** Whether somebody or something is left out by the Groups that are named: those it is in, through others too. */
export function isOutOfNamed({ named }: Rules, groups: readonly ScimDocument[], id: string): boolean {
  const { included, excluded } = named;
  const around = new Set([id]);
  for (const inner of around)
    for (const group of groups) if (group.members?.some(({ value }) => value === inner)) around.add(group.id);
  if (excluded.some((one) => around.has(one))) return true;
  return included.length > 0 && !included.some((one) => around.has(one));
}
