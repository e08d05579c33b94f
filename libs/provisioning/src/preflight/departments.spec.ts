import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../settings.js';
import { DepartmentsCheck } from './departments.js';
import type { PreflightGroup } from './departments.js';

const group = (id: string, displayName?: string, parentIds: readonly string[] = []): PreflightGroup => ({
  id,
  body: displayName === undefined ? {} : { displayName },
  parentIds,
  scopeGroups: [],
});
const checkOf = (groups: readonly PreflightGroup[], settings: object = {}) =>
  new DepartmentsCheck(settingsSchema.parse(settings), groups);
const found = (groups: readonly PreflightGroup[], settings: object = {}) =>
  checkOf(groups, settings).findings.map(({ kind, resourceId }) => [kind, resourceId]);
const byName = { departments: { kind: 'groupNames' } };

describe('the departments before anything is written', () => {
  it.each<{ reason: string; groups: PreflightGroup[]; settings?: object; findings: string[][] }>([
    { reason: 'nothing is wrong', groups: [group('a', 'Sales'), group('b', 'Asia', ['a'])], findings: [] },
    { reason: 'no name', groups: [group('a')], findings: [['departmentNoName', 'a']] },
    {
      reason: 'a name that is written otherwise',
      groups: [group('a', 'R-D'), group('b', 'x'.repeat(65)), group('c', '  A   B ')],
      findings: [
        ['departmentNameChanged', 'a'],
        ['departmentNameChanged', 'b'],
      ],
    },
    {
      reason: 'two of one name below one department',
      groups: [group('a', 'Sales'), group('b', 'Sales')],
      findings: [
        ['sameNamedSiblings', 'a'],
        ['sameNamedSiblings', 'b'],
      ],
    },
    {
      reason: 'two that only become one name in DingTalk',
      groups: [group('a', 'R–D'), group('b', 'R-D')],
      findings: [
        ['departmentNameChanged', 'b'],
        ['sameNamedSiblings', 'a'],
        ['sameNamedSiblings', 'b'],
      ],
    },
    {
      reason: 'a Group that is no department is none of two of one name',
      groups: [group('a', 'Sales'), group('b', 'Sales')],
      settings: { groups: { ignored: 'displayName eq "Sales"' } },
      findings: [],
    },
    {
      reason: 'one name below two departments is fine',
      groups: [group('a', 'Sales'), group('b', 'Asia', ['a']), group('c', 'Asia')],
      findings: [],
    },
    {
      reason: 'a circle, and whoever hangs below it',
      groups: [group('a', 'A', ['b']), group('b', 'B', ['a']), group('c', 'C', ['a'])],
      findings: [
        ['departmentCycle', 'a'],
        ['departmentCycle', 'b'],
      ],
    },
    {
      reason: 'two Groups of one path',
      groups: [group('a', 'Sales/Asia'), group('b', 'Sales / Asia')],
      settings: byName,
      findings: [
        ['sameNamedSiblings', 'a'],
        ['sameNamedSiblings', 'b'],
      ],
    },
    {
      reason: 'Groups that are no departments',
      groups: [group('a'), group('b', 'X-Y')],
      settings: { departments: { kind: 'none' } },
      findings: [],
    },
    {
      reason: 'Groups that are not synced',
      groups: [group('a', 'Sales'), group('b', 'Sales')],
      settings: { scope: { groups: 'displayName eq "other"' } },
      findings: [],
    },
  ])('$reason', ({ groups, settings, findings }) => {
    expect(found(groups, settings)).toEqual(findings);
  });

  const stands = (departmentId: number, parentId: number, name: string, ours = false) => ({
    departmentId,
    parentId,
    name,
    ours,
  });

  it('finds those that stand where ours are to be, level by level, and not our own', () => {
    const check = checkOf([group('a', 'Sales'), group('b', 'Asia', ['a']), group('c', 'Ops')]);
    const existing = [
      stands(7, 1, 'Sales'),
      stands(8, 7, 'Asia'),
      stands(9, 1, 'Ops', true),
      stands(10, 1, 'Asia'),
    ];
    expect(check.match(existing).map(({ resourceId, other }) => [resourceId, other])).toEqual([
      ['a', '7'],
      ['b', '8'],
    ]);
  });

  it('finds them along paths too: what lies between is no Group’s', () => {
    const check = checkOf([group('a', 'Sales/Asia')], { ...byName, rootDepartmentId: 5 });
    const existing = [stands(7, 5, 'Sales'), stands(8, 7, 'Asia'), stands(9, 1, 'Sales')];
    expect(check.match(existing)).toEqual([{ kind: 'existingDepartment', resourceId: 'a', other: '8' }]);
  });
});
