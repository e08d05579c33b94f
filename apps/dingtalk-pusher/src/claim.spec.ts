import { describe, expect, it } from '@jest/globals';
import type { LinkId } from '#common';
import { claimKey, settingsSchema } from '#provisioning';
import type { ClaimedLink, Connection, Links, LinkSituation } from '#store';
import { claim } from './claim.js';

const applied = { name: 'Ada', mobile: '+8613800000001', departmentIds: [1] };
const key = claimKey('c', 'mobile', '+8613800000002');
const connection = {
  id: 'c',
  stamp: 's',
  settings: settingsSchema.parse({ defaultDepartmentId: 1 }),
  closing: null,
} as unknown as Connection;
const claimed: ClaimedLink = { id: 'l' as LinkId, epoch: 1, generation: 1, kind: 'account', attempts: 1 };

/** What is made of somebody whose mobile is another, and is taken. */
const claiming = (presence: string, link: object) => {
  const read = {
    kind: 'account',
    now: new Date('2026-01-01T12:00:00Z'),
    presence,
    outcome: 'retry',
    changed: true,
    creates: 'open',
    leaveCause: null,
    leaveFrom: null,
    settleFrom: null,
    mark: null,
    foreignDepartments: [],
    observedAt: null,
    recreate: null,
    adopting: null,
    reason: null,
    resourceId: 'r',
    resourceExternalId: null,
    body: { userName: 'ada', displayName: 'Ada', phoneNumbers: [{ type: 'mobile', value: '13800000002' }] },
    groups: [],
    steps: [],
    scopeGroups: [],
    manager: null,
    administrator: null,
    ...link,
  } as unknown as LinkSituation;
  const links = { begin: () => Promise.resolve({ kind: 'taken', key, letGo: false }) } as unknown as Links;
  return claim(connection, links, claimed, read, (plain) => plain);
};

describe('somebody whose mobile is taken', () => {
  it('is blocked', async () => {
    const none = { externalId: null, applied: null, invitedFrom: null };
    expect(await claiming('none', none)).toMatchObject({
      kind: 'blocked',
      ending: { presence: 'none', reason: 'mobileTaken', waitingOn: key },
    });
  });

  it('and who was invited with another is looked for: he may have accepted', async () => {
    const invited = { externalId: 'u', applied, invitedFrom: new Date('2026-01-01T11:00:00Z') };
    expect(await claiming('invited', invited)).toMatchObject({
      kind: 'begun',
      change: {
        kind: 'findInvited',
        userId: 'u',
        whenAbsent: { presence: 'invited', reason: 'mobileTaken', waitingOn: key, dueInMs: 3_600_000 },
      },
      plan: { claims: [{ key: claimKey('c', 'mobile', '+8613800000001') }] },
    });
  });
});
