import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../settings.js';
import { DepartmentsCheck } from './departments.js';

const byName = { departments: { kind: 'groupNames' } };
const group = (id: string, displayName: string, parentIds: readonly string[] = []) => ({
  id,
  body: { displayName },
  parentIds,
  scopeGroups: [],
});
const checkOf = (groups: readonly ReturnType<typeof group>[], settings: object = byName) =>
  new DepartmentsCheck(settingsSchema.parse(settings), groups);
const stands = (departmentId: number, parentId: number, name: string) => ({
  departmentId,
  parentId,
  name,
  ours: false,
});
const existing = [stands(7, 1, 'Sales'), stands(8, 7, 'Asia'), stands(9, 8, 'Tokyo')];
const met = (...groups: readonly ReturnType<typeof group>[]) =>
  checkOf(groups)
    .match(existing)
    .map(({ resourceId, other }) => [resourceId, other]);

describe('a Group that is named by its path', () => {
  it('is found at the end of it, through all that lies between', () => {
    expect(met(group('a', 'Sales/Asia/Tokyo'))).toEqual([['a', '9']]);
  });

  it('is found though another’s path leads through it, whichever comes first', () => {
    const [sales, asia] = [group('a', 'Sales'), group('b', 'Sales/Asia')];
    const both = [
      ['a', '7'],
      ['b', '8'],
    ];
    expect(met(sales, asia)).toEqual(both);
    expect(met(asia, sales)).toEqual(both);
  });

  it('is not found below what is not there', () => {
    expect(met(group('a', 'Ops/Sales'), group('b', 'Sales/Tokyo'))).toEqual([]);
  });

  it('is not told of names that are nobody’s on its way, nor of circles of Groups', () => {
    expect(checkOf([group('a', 'R-D/Asia')]).findings).toEqual([]);
    expect(checkOf([group('a', 'A', ['b']), group('b', 'B', ['a'])]).findings).toEqual([]);
  });

  it('is none where paths of people make departments', () => {
    const check = checkOf([group('a', 'X-Y')], { departments: { kind: 'userPath' } });
    expect([check.findings, check.departments.size]).toEqual([[], 0]);
  });
});
