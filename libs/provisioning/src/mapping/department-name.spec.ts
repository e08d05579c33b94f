import { describe, expect, it } from '@jest/globals';
import { departmentName, otherName } from './department-name.js';

describe('the name of a department', () => {
  it.each([
    { displayName: 'Engineering', name: 'Engineering', reason: 'as it is' },
    {
      displayName: 'R-D, EMEA，East',
      name: 'R–D、 EMEA、East',
      reason: 'what DingTalk refuses has look-alikes',
    },
    { displayName: '  Sales\t\n  North ', name: 'Sales North', reason: 'one blank is enough' },
    { displayName: 'x'.repeat(65), name: 'x'.repeat(64), reason: 'what is too long is cut' },
    { displayName: '😀'.repeat(65), name: '😀'.repeat(64), reason: 'characters are cut, not their halves' },
    { displayName: `${'x'.repeat(63)} tail`, name: 'x'.repeat(63), reason: 'no blank stays at the cut' },
    { displayName: '研发部', name: '研发部', reason: 'any script' },
    { displayName: '---', name: '–––', reason: 'of hyphens alone' },
  ])('comes from displayName: $reason', ({ displayName, name }) => {
    expect(departmentName(displayName)).toBe(name);
  });

  it.each([
    { displayName: '', reason: 'empty' },
    { displayName: ' \u00a0\u3000 ', reason: 'blanks of any kind' },
  ])('cannot come from nothing: $reason', ({ displayName }) => {
    expect(departmentName(displayName)).toBeUndefined();
  });

  it('is the same when a name that was made is made again', () => {
    for (const displayName of ['R-D, EMEA', ` ${'a '.repeat(80)}`, '😀-，']) {
      const once = departmentName(displayName)!;
      expect(departmentName(once)).toBe(once);
    }
  });
});

describe('the name of a department that gives its own away', () => {
  it.each([
    { name: 'Navy', left: 'Navy 7', reason: 'has its number behind it' },
    { name: 'Navy 7', left: 'Navy 7', reason: 'has it once' },
    { name: 'x'.repeat(64), left: `${'x'.repeat(62)} 7`, reason: 'is no longer than names may be' },
    { name: `${'x'.repeat(61)} yy`, left: `${'x'.repeat(61)} 7`, reason: 'has one blank at the cut' },
  ])('$reason', ({ name, left }) => {
    expect(otherName(name, 7)).toBe(left);
  });

  it('is cut behind the blanks that it begins with', () => {
    expect(departmentName(`  ${'x'.repeat(64)}`)).toBe('x'.repeat(64));
  });
});
