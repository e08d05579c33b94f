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

  it('leave the form’s own values alone', () => {
    const entered = { scope: { users: '' } };
    tidySettings(entered);
    expect(entered).toEqual({ scope: { users: '' } });
  });
});
