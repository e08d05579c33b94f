import { describe, expect, it } from '@jest/globals';
import type { ActivityEntry } from '#store';
import { maskedValues } from './mask.js';

const entry = (event: string, values: ActivityEntry['values']) => ({ event, values }) as ActivityEntry;

describe('the values of activity', () => {
  it('are recognisable, and useless to others', () => {
    const values = {
      mobile: [null, '13800000001'],
      email: ['ada@x.org', 'countess@y.org'],
      name: ['李', '李雷雷'],
      departmentIds: [[1], [1, 7]],
      title: ['Miss', 'Countess'],
      whatever: [{ secret: 'word' }, 17],
    } as const;
    expect(maskedValues(entry('updateAccount', values))).toEqual({
      mobile: [null, '1***1'],
      email: ['a***g', 'c***g'],
      name: ['***', '李***雷'],
      departmentIds: [[1], [1, 7]],
      title: ['Miss', 'Countess'],
      whatever: ['{***}', '***'],
    });
  });

  it('of departments are nobody’s', () => {
    const values = { name: ['Navy', 'Fleet'], parentId: [1, 2] } as const;
    expect(maskedValues(entry('updateDepartment', values))).toEqual(values);
  });

  it('that have expired are none', () => {
    expect(maskedValues(entry('updateAccount', null))).toBeNull();
  });
});
