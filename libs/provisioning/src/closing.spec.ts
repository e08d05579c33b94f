import { describe, expect, it } from '@jest/globals';
import { closingSettings, wasThereBefore } from './closing.js';
import { settingsSchema } from './settings.js';

const link = { adopted: false, externalId: null, mark: null };

describe('what was in DingTalk before a connection was', () => {
  it.each([
    { reason: 'is what it took over', of: { adopted: true, externalId: 'boss' }, before: true },
    { reason: 'is not what it made', of: { externalId: 's-abc' }, before: false },
    {
      reason: 'is not an account with its own userid',
      of: { adopted: true, externalId: 's-abc' },
      before: false,
    },
    {
      reason: 'is an account whose userid only begins alike',
      of: { adopted: true, externalId: 'second' },
      before: true,
    },
    {
      reason: 'is not a department that bears its stamp',
      of: { adopted: true, externalId: '7', mark: 's:g' },
      before: false,
    },
    {
      reason: 'is a department that bears another’s',
      of: { adopted: true, externalId: '7', mark: 'other:g' },
      before: true,
    },
    { reason: 'is not what was never there', of: {}, before: false },
  ])('$reason', ({ of, before }) => {
    expect(wasThereBefore('s', { ...link, ...of })).toBe(before);
  });
});

describe('a connection that ends', () => {
  it('has whoever is left leave at once, and is in all else as it was set', () => {
    const leavers = { deactivated: { action: 'nothing' }, deleted: { action: 'nothing', graceSeconds: 60 } };
    const set = settingsSchema.parse({ leavers, callsPerSecond: 3 });
    const closing = closingSettings(set);
    expect(closing.leavers.deleted).toEqual({ action: 'delete', graceSeconds: 0 });
    expect({ ...closing, leavers: { ...closing.leavers, deleted: set.leavers.deleted } }).toEqual(set);
  });
});
