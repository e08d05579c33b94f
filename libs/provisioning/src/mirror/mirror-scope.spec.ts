import { describe, expect, it } from '@jest/globals';
import { isMassDisappearance } from './disappearance.js';
import { subjectsOf } from './event-subjects.js';
import { isDepartmentMirrored } from './mirror-scope.js';
import { nextCrawlMs } from './next-crawl.js';

const scope = { withoutMobile: true, notActivated: true };

describe('the scope of a mirror', () => {
  it.each([
    { reason: 'all, unless something is said', include: [], exclude: [], way: [7, 3, 1], mirrored: true },
    { reason: 'nothing below what is excluded', include: [], exclude: [3], way: [7, 3, 1], mirrored: false },
    { reason: 'only what is included', include: [5], exclude: [], way: [7, 3, 1], mirrored: false },
    { reason: 'with all below it', include: [3], exclude: [], way: [7, 3, 1], mirrored: true },
    { reason: 'save what is excluded in it', include: [3], exclude: [7], way: [8, 7, 3, 1], mirrored: false },
    {
      reason: 'and what is included in that',
      include: [3, 8],
      exclude: [7],
      way: [8, 7, 3, 1],
      mirrored: true,
    },
  ])('is $reason', ({ include, exclude, way, mirrored }) => {
    expect(isDepartmentMirrored({ ...scope, include, exclude }, way)).toBe(mirrored);
  });
});

describe('a mass disappearance', () => {
  it.each([
    { reason: 'a few of few', known: 20, vanished: 10, held: false },
    { reason: 'many of few', known: 20, vanished: 11, held: true },
    { reason: 'many of many, and yet a small part', known: 1000, vanished: 100, held: false },
    { reason: 'a large part of many', known: 1000, vanished: 101, held: true },
  ])('is or is not: $reason', ({ known, vanished, held }) => {
    expect(isMassDisappearance({ share: 0.1, atLeast: 10 }, known, vanished)).toBe(held);
  });
});

describe('the next reading', () => {
  it('is never in the first ten minutes of an hour, and never before its time', () => {
    const now = new Date('2026-01-01T12:00:00Z');
    for (let n = 0; n < 200; n += 1) {
      const ms = nextCrawlMs(now, 21_600, n / 200);
      expect(ms).toBeGreaterThanOrEqual(21_600_000);
      expect(new Date(now.getTime() + ms).getUTCMinutes()).toBeGreaterThanOrEqual(10);
    }
  });

  it('comes when a short interval says, with a little chance', () => {
    expect(nextCrawlMs(new Date(0), 60, 0.5)).toBe(63_000);
  });
});

describe('what an event is about', () => {
  const account = (externalId: string) => ({ kind: 'account', externalId });
  const department = (externalId: string) => ({ kind: 'department', externalId });
  const role = (externalId: string) => ({ kind: 'role', externalId });

  it.each([
    { type: 'user_modify_org', content: { userId: ['a', 'b', 'a'] }, about: [account('a'), account('b')] },
    { type: 'user_leave_org', content: { UserId: ['a'] }, about: [account('a')] },
    { type: 'org_dept_remove', content: { deptId: [7, -7] }, about: [department('7')] },
    { type: 'org_change', content: {}, about: [department('1')] },
    { type: 'label_user_change', content: { labelIdList: [9], userIdList: ['a'] }, about: [role('9')] },
    {
      type: 'label_conf_modify',
      content: { preLabelList: '[{"id":9}]', postLabelList: 'x' },
      about: [role('9')],
    },
    { type: 'org_admin_add', content: { userId: ['a'] }, about: [] },
    { type: 'user_add_org', content: { userId: [{ id: 'a' }, '', 'x'.repeat(65)] }, about: [] },
    { type: 'chat_update_title', content: { userId: ['a'] }, about: [] },
  ])('$type is about ids only', ({ type, content, about }) => {
    expect(subjectsOf(type, content)).toEqual(about);
  });
});
