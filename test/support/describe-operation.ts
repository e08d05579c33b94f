import { describe, expect, it } from '@jest/globals';
import { patched, user } from '../builders/patched-user.js';
import type { PatchRow } from '../builders/patched-user.js';

/** Says of each row what one operation changes in a person, and that it changes nothing else. */
export function describeOperation(title: string, op: 'add' | 'replace', rows: readonly PatchRow[]): void {
  describe(title, () => {
    it.each<PatchRow>(rows)('$reason', ({ operation, changed }) => {
      expect(patched([{ op, ...operation }])).toEqual({ ...user, ...changed });
    });
  });
}
