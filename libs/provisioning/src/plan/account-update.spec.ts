import { describe, expect, it } from '@jest/globals';
import {
  accountSituation,
  ada,
  applied,
  minutesAgo,
  present,
} from '../../../../test/builders/account-situation.js';
import type { AccountRow } from '../../../../test/builders/account-situation.js';
import { seeded } from '../../../../test/support/seeded.js';
import type { Seeded } from '../../../../test/support/seeded.js';
import { claimKey } from '../identity.js';
import { leaveCauses, leaverActions } from '../leaver-settings.js';
import { mayMove } from '../link.js';
import { planAccount } from './account.js';
import type { LinkView } from './situation.js';

const another = { ...ada, phoneNumbers: [{ type: 'mobile', value: '13800000002' }] };
const told = { outcome: 'blocked', reason: 'mobileChange', changed: false } as const;
const plan = (row: AccountRow) => planAccount(accountSituation({ person: another, ...row }));
const remove = { kind: 'deleteAccount', userId: 'ada-1' };
const atOnce = { leavers: { deleted: { action: 'delete', graceSeconds: 0 } } };

describe('an account whose mobile is another in SCIM', () => {
  it.each<{ reason: string; link: LinkView; kind: string | undefined }>([
    { reason: 'is told, at first without a look', link: present(), kind: undefined },
    {
      reason: 'is looked at when it was told before and nothing changed',
      link: present(told),
      kind: 'readMobile',
    },
    {
      reason: 'is not looked at when SCIM changed something else',
      link: present({ ...told, changed: true }),
      kind: undefined,
    },
    {
      reason: 'is not looked at twice in a row',
      link: present({ ...told, outcome: 'retry' }),
      kind: undefined,
    },
  ])('$reason', ({ link, kind }) => {
    const { change, ending } = plan({ link });
    expect(change?.kind).toBe(kind);
    if (kind === undefined) expect(ending).toMatchObject({ outcome: 'blocked', reason: 'mobileChange' });
  });

  it.each<{ reason: string; row: AccountRow; anew: boolean }>([
    { reason: 'an administrator ordered it', row: { link: present({ recreate: 'ordered' }) }, anew: true },
    {
      reason: 'SCIM deleted the person, and leavers go at once',
      row: { link: present({ recreate: 'rehired' }), settings: atOnce },
      anew: true,
    },
    {
      reason: 'leavers have time to come back: he has',
      row: {
        link: present({ recreate: 'rehired' }),
        settings: { leavers: { deleted: { graceSeconds: 60 } } },
      },
      anew: false,
    },
    {
      reason: 'leavers are kept: so is he',
      row: {
        link: present({ recreate: 'rehired' }),
        settings: { leavers: { deleted: { action: 'nothing' } } },
      },
      anew: false,
    },
    { reason: 'nobody has said so', row: { link: present() }, anew: false },
    {
      reason: 'he could not be made at once',
      row: { link: present({ recreate: 'ordered' }), departments: [] },
      anew: false,
    },
    {
      reason: 'the mobile is the same',
      row: { link: present({ recreate: 'ordered' }), person: ada },
      anew: false,
    },
    {
      reason: 'he administers the organisation',
      row: { link: present({ recreate: 'ordered' }), administrator: true },
      anew: false,
    },
  ])('is made anew: $anew, because $reason', ({ row, anew }) => {
    const { change, ending, claims } = plan(row);
    expect(change?.kind === 'deleteAccount').toBe(anew);
    if (!anew) return;
    expect(change).toEqual(remove);
    expect(ending).toEqual({ presence: 'gone', outcome: 'retry', dueInMs: 0, settling: false });
    // Both numbers are his until the new account is there.
    expect(claims.map(({ key }) => key)).toEqual(
      ['+8613800000001', '+8613800000002'].map((number) => claimKey('c', 'mobile', number)),
    );
  });

  it('is not made anew before it is known who administers the organisation', () => {
    const { change } = plan({ link: present({ recreate: 'ordered' }), administrator: null });
    expect(change).toEqual({ kind: 'readAdministrators' });
  });
});

describe('a person without department, where there is a holding department', () => {
  const settings = { withoutDepartment: 'holding', holdingDepartmentId: 99 };

  it.each<{ reason: string; minutes: number; departmentIds: readonly number[]; ending: object }>([
    {
      reason: 'keeps the old ones while it settles',
      minutes: 59,
      departmentIds: [7],
      ending: { outcome: 'waiting', reason: 'department', dueInMs: 60_000, settling: true },
    },
    {
      reason: 'goes there when that time is over, and stays settling',
      minutes: 61,
      departmentIds: [99],
      ending: { outcome: 'converged', reason: 'holding', settling: true },
    },
  ])('$reason', ({ minutes, departmentIds, ending }) => {
    const link = present({ settleFrom: minutesAgo(minutes) });
    const made = planAccount(accountSituation({ link, departments: [], settings }));
    expect(made.ending).toMatchObject(ending);
    const fields = made.change?.kind === 'updateAccount' ? made.change.fields : applied();
    expect(fields.departmentIds).toEqual(departmentIds);
  });

  it('is made there', () => {
    const link: LinkView = { presence: 'none', settleFrom: minutesAgo(61) };
    const { change } = planAccount(accountSituation({ link, departments: [], settings }));
    expect(change).toMatchObject({ kind: 'createAccount', fields: { departmentIds: [99] } });
  });
});

describe('any person, whatever the policy', () => {
  const group = '00000000-0000-4000-8000-000000000001';

  it('is never touched where he administers or may administer the organisation, and moves along the table', () => {
    for (let seed = 1; seed <= 3_000; seed += 1) {
      const row = anyLeaver(seeded(seed), group);
      const situation = accountSituation(row);
      const { change, ending, outOfScope, leaving } = planAccount(situation);
      const at = [seed, situation.link.presence, change?.kind, ending.presence];
      const from = change?.kind === 'createAccount' ? 'creating' : situation.link.presence;
      expect([...at, mayMove(from, ending.presence)]).toEqual([...at, true]);
      const destructive = change?.kind === 'deleteAccount' || change?.kind === 'disableAccount';
      if (destructive && situation.link.presence !== 'invited') {
        expect([...at, row.administrator]).toEqual([...at, false]);
      }
      if (ending.reason === 'grace') expect([...at, change]).toEqual([...at, undefined]);
      if (ending.outcome === 'waiting') expect(ending.dueInMs).toBeGreaterThan(0);
      if (outOfScope) expect([...at, leaving]).toEqual([...at, 'outOfScope']);
    }
  });
});

function anyLeaver(any: Seeded, group: string): AccountRow {
  const policy = () => ({
    action: any.one([...leaverActions]),
    graceSeconds: any.one([0, 0, 600, 86_400]),
  });
  const changes = {
    ...(any.below(2)
      ? { leaving: { cause: any.one([...leaveCauses]), since: minutesAgo(any.below(60)) } }
      : {}),
    ...(any.below(2) ? { observedAt: minutesAgo(any.below(60)) } : {}),
    ...(any.below(2) ? { disabled: true } : {}),
    ...(any.below(2) ? { recreate: any.one(['ordered', 'rehired'] as const) } : {}),
  };
  const departmentIds = any.one([[7], [5, 7], [99], [5]]);
  const presence = any.one(['present', 'leaving', 'invited', 'creating'] as const);
  return {
    link: any.one<LinkView>([
      { presence: 'none' },
      { presence: 'gone', externalId: 'ada-1' },
      present({ ...changes, presence }, applied({ departmentIds })),
      present({ ...changes, presence }, applied({ departmentIds })),
    ]),
    person: any.one([null, ada, another, { ...ada, active: false }]),
    administrator: any.one([null, true, false, false]),
    departments: any.one([[], [7], [7, 9]]),
    settings: {
      ...(any.below(2) ? { defaultDepartmentId: 1 } : {}),
      holdingDepartmentId: 99,
      withoutDepartment: any.one(['blocked', 'holding']),
      scope: { excludedGroups: [group] },
      leavers: { deactivated: policy(), deleted: policy(), outOfScope: policy() },
    },
    more: { scopeGroups: any.one([[], [], [group]]) },
  };
}
