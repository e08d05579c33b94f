import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { accountSituation, ada, applied } from '../../../../test/builders/account-situation.js';
import type { AccountFields } from './change.js';
import { titleDifference, titlesOf } from './titles.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const byDivision = { kind: 'listed', attribute: `${enterprise}:division` };
const lists = (division: string): JsonObject => ({ ...ada, [enterprise]: { division } });

interface Row {
  readonly person: JsonObject;
  readonly source?: object;
  /** What the Group of department 7 is called. */
  readonly name?: string;
  readonly departmentIds?: readonly number[];
  readonly there?: AccountFields;
}

function titled({ person, source = byDivision, name = 'Navy', departmentIds = [7], there }: Row) {
  const situation = accountSituation({
    person,
    settings: { departmentTitles: source },
    more: {
      departments: [{ resourceId: 'g7', presence: 'present', outcome: 'converged', externalId: '7', name }],
    },
  });
  return titlesOf(situation, { departmentIds }, there);
}

describe('a title that is listed by the name of its department', () => {
  it('is found though either has more blanks', () => {
    expect(titled({ person: lists('Navy   Yard = Pilot'), name: ' Navy  Yard' })).toEqual({ 7: 'Pilot' });
  });

  it('is nobody’s where it names no department, also of a Group without name', () => {
    expect(titled({ person: lists('=Pilot'), name: ' ' })).toEqual({});
  });

  it('does not end with the blank that it was cut at', () => {
    const long = `${'x'.repeat(199)} y`;
    expect(titled({ person: lists(`Navy=${long}`) })).toEqual({ 7: 'x'.repeat(199) });
  });

  it('is none where the attribute holds no text', () => {
    const source = { kind: 'listed', attribute: 'active' };
    expect(titled({ person: { ...ada, active: true }, source })).toEqual({});
  });

  it('is none in a department that is no Group of his, and stays there as it was', () => {
    const row = { person: lists('Navy=Pilot'), departmentIds: [9] };
    expect(titled(row)).toEqual({});
    expect(titled({ ...row, there: applied({ departmentIds: [9] }) })).toEqual({});
    expect(titled({ ...row, there: applied({ departmentTitles: { 9: 'Mate' } }) })).toEqual({ 9: 'Mate' });
  });
});

describe('what is written of titles when one changes', () => {
  const was = applied({ departmentIds: [7, 8], departmentTitles: { 7: 'Cook' } });

  it('is nothing of a department that has none and never had', () => {
    const is = applied({ departmentIds: [7, 8], departmentTitles: { 7: 'Pilot' } });
    expect(titleDifference(was, is)).toEqual({ 7: 'Pilot' });
  });

  it('is an empty text where there was one', () => {
    expect(titleDifference(was, applied({ departmentIds: [7, 8] }))).toEqual({ 7: '' });
  });
});
