import type { ScimDocument } from '../support/clients.js';
import { enterprise } from './end.js';

/** Where a person belongs, where a path says so. */
export const pathOf = (user: ScimDocument): string | undefined =>
  (user[enterprise] as { department?: string } | undefined)?.department;

/** `Navy=Head; Band=Deputy`: of two for one department the first counts. */
export function listedTitles(user: ScimDocument): ReadonlyMap<string, string> {
  const text = (user[enterprise] as { division?: string } | undefined)?.division ?? '';
  const pairs = text.split(';').map((pair) => pair.trim().split('=') as [string, string?]);
  return new Map(pairs.reverse().map(([name, title = '']) => [name, title]));
}
