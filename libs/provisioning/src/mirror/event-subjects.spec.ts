import { describe, expect, it } from '@jest/globals';
import { failedSubjectsOf, subjectsOf } from './event-subjects.js';

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

  it.each([
    {
      reason: 'departments from 1 on',
      type: 'org_dept_create',
      content: { deptId: [1, 0] },
      about: [department('1')],
    },
    {
      reason: 'one id that is in no list',
      type: 'user_add_org',
      content: { userId: 'a' },
      about: [account('a')],
    },
    {
      reason: 'ids as long as ids may be',
      type: 'user_add_org',
      content: { userId: ['x'.repeat(64)] },
      about: [account('x'.repeat(64))],
    },
    {
      reason: 'labels before and after, each with its own id',
      type: 'label_conf_modify',
      content: { preLabelList: '[{"id":9},null,{"name":"x"}]', postLabelList: '[{"id":10}]' },
      about: [role('9'), role('10')],
    },
    {
      reason: 'labels that are no list',
      type: 'label_conf_add',
      content: { postLabelList: '{"id":9}' },
      about: [],
    },
    {
      reason: 'labels that are no text',
      type: 'label_conf_del',
      content: { preLabelList: [{ id: 9 }] },
      about: [],
    },
    { reason: 'nothing', type: 'user_add_org', content: {}, about: [] },
  ])('is read from $reason', ({ type, content, about }) => {
    expect(subjectsOf(type, content)).toEqual(about);
  });

  it('is at the most a thousand ids', () => {
    const userId = Array.from({ length: 1_001 }, (_, place) => String(place));
    expect(subjectsOf('user_add_org', { userId })).toHaveLength(1_000);
  });

  it.each([
    { reason: 'under its own name', content: { userid: ['a'] }, about: [account('a')] },
    {
      reason: 'one level deeper',
      content: { callbackData: { userId: ['a'] }, userid: ['b'] },
      about: [account('a')],
    },
    { reason: 'nowhere', content: 'a', about: [] },
  ])('that could not be delivered lies $reason', ({ content, about }) => {
    expect(failedSubjectsOf('user_add_org', content)).toEqual(about);
  });
});
