import { describe, expect, it } from '@jest/globals';
import { shapeOf } from './page-tag.js';
import { sourceSettingsSchema } from './settings.js';

const way = { baseUrl: 'https://scim.example.com', access: 'sealed' };
const settings = sourceSettingsSchema.parse({});

describe('the shape in which a page was read', () => {
  it('is the same for the same way there, and whatever else is set', () => {
    const later = sourceSettingsSchema.parse({ schedule: null, fullEveryHours: 1, missing: { atLeast: 1 } });
    expect(shapeOf({ ...way }, later)).toBe(shapeOf(way, settings));
  });

  it.each([
    { reason: 'at another address', changed: { baseUrl: 'https://scim.example.com/v2' } },
    { reason: 'as somebody else', changed: { access: 'sealed anew' } },
  ])('is another one where it was read $reason', ({ changed }) => {
    expect(shapeOf({ ...way, ...changed }, settings)).not.toBe(shapeOf(way, settings));
  });

  it('is another one where others say who is in which Group', () => {
    const users = sourceSettingsSchema.parse({ memberships: 'users' });
    expect(shapeOf(way, users)).not.toBe(shapeOf(way, settings));
  });
});
