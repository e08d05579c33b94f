import { describe, expect, it } from '@jest/globals';
import { tidySettings } from './settings.js';

describe('settings from a form', () => {
  it('leave out what was emptied', () => {
    const entered = {
      defaultDepartmentId: null,
      holdingDepartmentId: 7,
      scope: { users: ' ', groups: 'x pr' },
    };
    expect(tidySettings(entered)).toEqual({ holdingDepartmentId: 7, scope: { groups: 'x pr' } });
  });

  it('keep what the form does not know', () => {
    const entered = {
      mapping: { title: null },
      somethingNewer: { deep: [1] },
      scope: { includedGroups: [] },
    };
    expect(tidySettings(entered)).toEqual(entered);
  });

  it.each([
    {
      reason: 'a tree of Groups has no separator',
      entered: { departments: { kind: 'groups', attribute: 'title', separator: '/' } },
      tidied: { departments: { kind: 'groups' } },
    },
    {
      reason: 'a path in an attribute has both',
      entered: { departments: { kind: 'userPath', attribute: 'title', separator: '/' } },
      tidied: { departments: { kind: 'userPath', attribute: 'title', separator: '/' } },
    },
    {
      reason: 'titles that are left to DingTalk have none',
      entered: { departmentTitles: { kind: 'none', attribute: 'title', separator: '=' } },
      tidied: { departmentTitles: { kind: 'none' } },
    },
    {
      reason: 'a kind that is newer than these pages keeps what it has',
      entered: { departments: { kind: 'newer', deep: 1 } },
      tidied: { departments: { kind: 'newer', deep: 1 } },
    },
  ])('send with a kind what belongs to it: $reason', ({ entered, tidied }) => {
    expect(tidySettings(entered)).toEqual(tidied);
  });

  it('leave the form’s own values alone', () => {
    const entered = { scope: { users: '' } };
    tidySettings(entered);
    expect(entered).toEqual({ scope: { users: '' } });
  });
});
