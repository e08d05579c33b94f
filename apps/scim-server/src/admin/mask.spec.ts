import { describe, expect, it } from '@jest/globals';
import type { ActivityEntry } from '#store';
import { maskedField, maskedFields, maskedScim, maskedValues } from './mask.js';

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

describe('a SCIM body for who only views', () => {
  it('says who it is, keeps its shape, and shows no value that could be used', () => {
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada',
      displayName: 'Ada Lovelace',
      active: true,
      title: 'Countess',
      name: { familyName: 'Lovelace', givenName: 'Al' },
      emails: [{ value: 'ada@x.org', type: 'work', primary: true, display: 'Ada at work' }],
      phoneNumbers: [],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
        department: 'Navy',
        employeeNumber: '4711',
      },
      'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User': { hideMobile: false, unknown: null },
    };
    expect(maskedScim(body)).toEqual({
      ...body,
      name: { familyName: 'L***e', givenName: '***' },
      emails: [{ value: 'a***g', type: 'work', primary: true, display: 'A***k' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
        department: 'Navy',
        employeeNumber: '4***1',
      },
      'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User': { hideMobile: 'f***e', unknown: null },
    });
  });
});

describe('the fields of an account for who only views', () => {
  it('are names and titles, and masked for the rest, on both sides', () => {
    const fields = [
      { field: 'name', value: 'Ada', applied: 'Eda' },
      { field: 'title', value: 'Countess' },
      { field: 'mobile', value: '13800000001', applied: '13800000002', source: 'phoneNumbers' },
      { field: 'hired_date', value: 1767225600000 },
      { field: 'email', applied: 'ada@x.org' },
      { field: 'remark' },
    ];
    expect(maskedFields(fields)).toEqual([
      { field: 'name', value: 'Ada', applied: 'Eda' },
      { field: 'title', value: 'Countess' },
      { field: 'mobile', value: '1***1', applied: '1***2', source: 'phoneNumbers' },
      { field: 'hired_date', value: '1***0' },
      { field: 'email', applied: 'a***g' },
      { field: 'remark' },
    ]);
  });

  it.each(['departmentIds', 'dept_id_list', 'managerUserId', 'manager_userid', 'parentId', 'title'])(
    'are shown where they tell nothing about a person: %s',
    (field) => {
      expect(maskedField(field, 'abcdef')).toBe('abcdef');
    },
  );

  it('are masked where nobody knows what they tell', () => {
    expect(maskedField('extension.shoe', 'abcdef')).toBe('a***f');
    expect(maskedField('extension.shoe', '😀bc')).toBe('😀***c');
    expect(maskedField('extension.shoe', 'ab')).toBe('***');
  });
});
