import type { MirrorSettings } from './mirror-settings.js';

/**
 * Whether so many have vanished that a reading is held: a permission or a scope that was taken away looks like
 * people leaving (fact sheet 15.M8).
 *
 * @param known people and departments that were mirrored before
 * @param vanished those of them that the reading has not met
 */
export function isMassDisappearance(
  { share, atLeast }: MirrorSettings['threshold'],
  known: number,
  vanished: number,
): boolean {
  return vanished > atLeast && vanished > share * known;
}
