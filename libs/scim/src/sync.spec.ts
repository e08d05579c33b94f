import { describe, expect, it } from '@jest/globals';
import { parseProjection, project, wantsTold } from './projection.js';
import { representation } from './representation.js';

const urn = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const stored = {
  type: 'User',
  id: '2819c223-7f76-453a-919d-413861904646',
  body: { userName: 'ada' },
  generation: 3,
  created: new Date(0),
  lastModified: new Date(0),
  baseUrl: 'https://scim.example.com/scim/v2',
} as const;
const told = { userId: 'acme-abc', syncState: 'blocked', syncReason: 'noMobile' };

describe('how a resource stands in DingTalk', () => {
  it.each([
    { reason: 'the whole extension is asked for', attributes: urn, wanted: true },
    { reason: 'one attribute of it is asked for', attributes: `userName,${urn}:syncState`, wanted: true },
    { reason: "only what is the client's own is asked for", attributes: `${urn}:remark`, wanted: false },
    { reason: 'nothing is asked for', attributes: undefined, wanted: false },
    { reason: 'another extension is asked for', attributes: 'userName', wanted: false },
  ])('is read or not when $reason', ({ attributes, wanted }) => {
    expect(wantsTold(parseProjection({ attributes }, 'User'), 'User')).toBe(wanted);
  });

  it('is told to who asks, with the schema named', () => {
    const shown = project(
      'User',
      representation({ ...stored, told }),
      parseProjection({ attributes: urn }, 'User'),
    );
    expect(shown).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', urn],
      [urn]: { userId: 'acme-abc', syncState: 'blocked', syncReason: 'noMobile' },
    });
  });

  it('is told to nobody else', () => {
    const shown = project('User', representation({ ...stored, told }), parseProjection({}, 'User'));
    expect(shown).not.toHaveProperty([urn]);
  });
});
