import { describe, expect, it } from '@jest/globals';
import { learnDepartment, withHeads } from './department.js';

const before = { departmentId: 7, name: 'Navy', parentId: 1, order: 5, headIds: ['ada'] };

describe('what is known of a department after a reading', () => {
  it('keeps heads and order, which a list of departments does not tell', () => {
    const read = { departmentId: 7, name: 'Fleet', parentId: 3 };
    expect(learnDepartment(read, before, 'list')).toEqual({ ...before, name: 'Fleet', parentId: 3 });
  });

  it('takes no heads and no order from a list, even where it tells any', () => {
    const read = { departmentId: 7, name: 'Navy', parentId: 1, order: 9, headIds: ['bob'] };
    expect(learnDepartment(read, before, 'list')).toEqual(before);
    expect(learnDepartment(read, undefined, 'list')).toStrictEqual({
      departmentId: 7,
      name: 'Navy',
      parentId: 1,
    });
  });

  it('is all that the department itself shows, its heads in one order', () => {
    const read = { departmentId: 7, name: 'Navy', order: 9, headIds: ['cat', 'bob'] };
    expect(learnDepartment(read, before, 'department')).toStrictEqual({
      departmentId: 7,
      name: 'Navy',
      order: 9,
      headIds: ['bob', 'cat'],
    });
    expect(learnDepartment({ departmentId: 7, name: 'Navy' }, before, 'department').headIds).toEqual([]);
  });

  it('has the heads that a list of people has told', () => {
    expect(withHeads(before, ['cat', 'bob'])).toEqual({ ...before, headIds: ['bob', 'cat'] });
  });
});
