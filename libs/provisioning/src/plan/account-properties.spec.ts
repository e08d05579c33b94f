import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import {
  comingManager,
  department,
  manager,
  mobile,
  none,
  pending,
  situationOf,
  stuck,
  withEmail,
} from '../../../../test/builders/account-plans.js';
import type { PlanRow } from '../../../../test/builders/account-plans.js';
import { ada, applied, minutesAgo, now, present } from '../../../../test/builders/account-situation.js';
import { seeded } from '../../../../test/support/seeded.js';
import type { Seeded } from '../../../../test/support/seeded.js';
import { mayMove } from '../link.js';
import type { Settings } from '../settings.js';
import { planAccount } from './account.js';
import type { AccountFields, Plan } from './change.js';
import type { LinkView } from './situation.js';

describe('any situation of a person', () => {
  const seeds = Array.from({ length: 2_000 }, (_, seed) => seed + 1);
  const each = (check: (row: PlanRow) => void) => {
    for (const seed of seeds) {
      try {
        check(anyRow(seeded(seed)));
      } catch (error) {
        throw new Error(`seed ${String(seed)}: ${error instanceof Error ? error.message : ''}`, {
          cause: error,
        });
      }
    }
  };

  it('is planned the same way twice', () => {
    each((row) => {
      expect(planAccount(situationOf(row))).toEqual(planAccount(situationOf(row)));
    });
  });

  it('is in step once its plan is carried out: the next plan changes nothing and ends the same way', () => {
    each((row) => {
      const plan = planAccount(situationOf(row));
      const next = planAccount(situationOf({ ...row, link: afterwards(row.link ?? none, plan) }));
      if (plan.change && looks.has(plan.change.kind)) return;
      expect(next.change).toBeUndefined();
      expect({ ...next.ending, dueInMs: 0 }).toEqual({ ...plan.ending, dueInMs: 0 });
      expect(next.claims.map(({ key }) => key)).toEqual(plan.claims.map(({ key }) => key));
    });
  });

  it('never moves presence but along its table', () => {
    each((row) => {
      const from = (row.link ?? none).presence;
      const { change, ending } = planAccount(situationOf(row));
      const begun = change?.kind === 'createAccount' ? 'creating' : from;
      expect([from, begun, mayMove(from, begun)]).toEqual([from, begun, true]);
      expect([begun, ending.presence, mayMove(begun, ending.presence)]).toEqual([
        begun,
        ending.presence,
        true,
      ]);
    });
  });

  it('never changes a mobile, never leaves a person without department, and looks again at all that is not done', () => {
    each((row) => {
      const { change, ending } = planAccount(situationOf(row));
      if (change && change.kind !== 'deleteAccount') {
        expect((change as { fields: AccountFields }).fields.departmentIds.length).toBeGreaterThan(0);
      }
      if (change?.kind === 'updateAccount') {
        expect(change.fields.mobile).toBe((row.link?.applied as unknown as AccountFields).mobile);
        expect('mobile' in change.set).toBe(false);
      }
      if (ending.outcome !== 'converged') expect(ending.dueInMs).toBeGreaterThan(0);
    });
  });
});

/** What such a change finds, no plan knows. */
const looks: ReadonlySet<string> = new Set([
  'findAccount',
  'findInvited',
  'readMobile',
  'readAdministrators',
]);

function afterwards(link: LinkView, { change, ending }: Plan): LinkView {
  const { presence } = ending;
  const settleFrom = ending.settling ? (link.settleFrom ?? now) : undefined;
  const kept = { presence, ...(settleFrom ? { settleFrom } : {}) };
  switch (change?.kind) {
    case 'createAccount':
      return {
        ...kept,
        externalId: change.userIds[0]!,
        applied: { ...change.fields },
      };
    case 'updateAccount':
      return { ...kept, externalId: change.userId, applied: { ...change.fields } };
    case 'deleteAccount':
      return { ...kept, externalId: change.userId };
    default:
      return {
        ...kept,
        ...(link.externalId === undefined ? {} : { externalId: link.externalId }),
        ...(link.applied === undefined ? {} : { applied: link.applied }),
      };
  }
}

function anyRow(any: Seeded): PlanRow {
  const references = [
    department(7),
    department(9),
    pending(8),
    stuck(6),
    department(5, { presence: 'leaving' }),
  ];
  const managers = [
    undefined,
    manager(),
    manager({ presence: 'gone' }),
    comingManager(),
    comingManager({ cyclic: true }),
    comingManager({ onTheWay: false, outcome: 'blocked' }),
  ];
  const fields = applied({
    name: any.one(['Ada', 'Augusta']),
    departmentIds: any.one([[7], [9, 7], [7, 9], [3]]),
    ...(any.below(2) ? { email: 'old@x.org' } : {}),
    ...(any.below(2) ? { title: 'Miss' } : {}),
    ...(any.below(2) ? { managerUserId: 'boss' } : {}),
  });
  const link = any.one<LinkView>([
    none,
    { presence: 'none', settleFrom: minutesAgo(any.below(120)) },
    { presence: 'gone', externalId: 'ada-1' },
    present({}, fields),
    present({}, fields),
    present({ settleFrom: minutesAgo(any.below(120)) }, fields),
    present({ presence: 'creating' }, fields),
    present({ presence: 'invited' }, fields),
  ]);
  const chosen = any.one(managers);
  return {
    link,
    person: any.one<JsonObject | null>([
      null,
      ada,
      ada,
      { ...ada, active: false },
      { ...withEmail('Ada@X.org'), title: ' Countess ' },
      { ...ada, ...mobile('13800000002') },
      { ...ada, phoneNumbers: [] },
      { ...ada, ...mobile('12345') },
      mobile('13800000001'),
    ]),
    departments: any.some(references),
    ...(chosen ? { manager: chosen } : {}),
    settings: any.one<Partial<Settings>>([{}, { defaultDepartmentId: 5 }, { settleSeconds: 0 }]),
  };
}
