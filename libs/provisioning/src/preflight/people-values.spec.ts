import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { ada } from '../../../../test/builders/account-situation.js';
import { settingsSchema } from '../settings.js';
import { PeopleCheck } from './people.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const checkOf = (settings: object) => new PeopleCheck('c', settingsSchema.parse(settings), new Set(['g']));
const look = (check: PeopleCheck, id: string, body: JsonObject, groupIds: readonly string[] = ['g']) =>
  check.look({ id, body, groupIds, managerId: null, scopeGroups: [] });

describe('a value that is not taken', () => {
  it('is told by DingTalk’s name of its field, and why', () => {
    const mapping = {
      login_email: { sources: ['nickName'] },
      hired_date: { sources: ['locale'] },
      extension: { Note: { sources: ['title'] } },
    };
    const body = { ...ada, nickName: 'nobody', locale: 'en', title: 'x'.repeat(2_001) };
    const told = look(checkOf({ mapping: { ...mapping, title: null } }), 'a', body);
    expect(told?.map(({ kind, field, detail }) => [kind, field, detail])).toEqual([
      ['valueRefused', 'hired_date', 'unreadable'],
      ['valueRefused', 'login_email', 'unreadable'],
      ['valueRefused', 'extension.Note', 'tooLong'],
    ]);
  });

  it('is told where it is a desk phone that two have, and both are', () => {
    const check = checkOf({ mapping: { telephone: { sources: ['nickName'] } } });
    const other = { ...ada, phoneNumbers: [{ type: 'mobile', value: '13800000002' }], nickName: '6123' };
    expect(look(check, 'a', { ...ada, nickName: '6123' })).toEqual([]);
    const about = { kind: 'telephoneTwice', field: 'telephone' };
    expect(look(check, 'b', other)).toEqual([
      { ...about, resourceId: 'a', other: 'b' },
      { ...about, resourceId: 'b', other: 'a' },
    ]);
  });
});

describe('who is in no department', () => {
  it('is told, unless he is to be held somewhere', () => {
    const holding = { withoutDepartment: 'holding', holdingDepartmentId: 9 };
    const kinds = (settings: object) => look(checkOf(settings), 'a', ada, [])?.map(({ kind }) => kind);
    expect([kinds({}), kinds(holding), kinds({ holdingDepartmentId: 9 })]).toEqual([
      ['noDepartment'],
      [],
      ['noDepartment'],
    ]);
  });
});

describe('a manager whom nobody has sent', () => {
  it.each([
    { reason: 'an id', manager: { value: 'x' }, told: true },
    { reason: 'an empty text', manager: { value: '' }, told: false },
    { reason: 'a number', manager: { value: 7 }, told: false },
    { reason: 'nothing', manager: {}, told: false },
    { reason: 'a text', manager: 'x', told: false },
  ])('is told, $told, where he is named by $reason', ({ manager, told }) => {
    const found = look(checkOf({}), 'a', { ...ada, [enterprise]: { manager } });
    expect(found?.map(({ kind }) => kind)).toEqual(told ? ['unknownManager'] : []);
  });
});
