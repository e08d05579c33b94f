import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import {
  applied,
  departmentSituation,
  navy,
  none,
  parent,
  pending,
  present,
} from '../../../../test/builders/department-situation.js';
import type { DepartmentRow } from '../../../../test/builders/department-situation.js';
import { seeded } from '../../../../test/support/seeded.js';
import type { Seeded } from '../../../../test/support/seeded.js';
import { mayMove } from '../link.js';
import type { Plan } from './change.js';
import { planDepartment } from './department.js';
import type { LinkView } from './situation.js';

describe('any situation of a department', () => {
  const each = (check: (row: DepartmentRow) => void) => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      try {
        check(anyRow(seeded(seed)));
      } catch (error) {
        throw new Error(`seed ${String(seed)}: ${error instanceof Error ? error.message : ''}`, {
          cause: error,
        });
      }
    }
  };

  it('is in step once its plan is carried out: the next plan changes nothing and ends the same way', () => {
    each((row) => {
      const plan = planDepartment(departmentSituation(row));
      if (plan.change?.kind === 'findDepartment') return;
      const next = planDepartment(departmentSituation({ ...row, link: afterwards(row.link ?? none, plan) }));
      expect(next).toEqual({ ending: plan.ending, claims: plan.claims });
    });
  });

  it('never moves presence but along its table', () => {
    each((row) => {
      const from = (row.link ?? none).presence;
      const { change, ending } = planDepartment(departmentSituation(row));
      const begun = change?.kind === 'createDepartment' ? 'creating' : from;
      expect([from, begun, mayMove(from, begun)]).toEqual([from, begun, true]);
      expect([begun, ending.presence, mayMove(begun, ending.presence)]).toEqual([
        begun,
        ending.presence,
        true,
      ]);
    });
  });
});

function afterwards(link: LinkView, { change, ending }: Plan): LinkView {
  const { presence } = ending;
  switch (change?.kind) {
    case 'createDepartment':
      return { presence, externalId: '7', applied: { ...change.fields } };
    case 'updateDepartment':
      return { presence, externalId: '7', applied: { ...change.fields } };
    case 'deleteDepartment':
      return { presence, externalId: '7' };
    default:
      return { ...link, presence };
  }
}

function anyRow(any: Seeded): DepartmentRow {
  const fields = applied({ name: any.one(['Navy', 'Fleet']), parentId: any.one([1, 2, 3]) });
  return {
    link: any.one<LinkView>([
      none,
      { presence: 'gone', externalId: '7' },
      { presence: 'creating', applied: { ...fields } },
      present(fields),
      present(fields),
      present(fields, { presence: 'leaving' }),
    ]),
    group: any.one<JsonObject | null>([null, navy, navy, { displayName: 'A-B, C' }, {}]),
    parents: any.some([parent(3), pending(4), parent(9)]),
    cyclic: any.below(5) === 0,
    occupied: any.below(2) === 0,
    rootDepartmentId: any.one([1, 2]),
  };
}
