import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { accountSituation, ada, applied, present } from '../../../../test/builders/account-situation.js';
import { settingsSchema } from '../settings.js';
import { planAccount } from './account.js';
import type { AccountFields } from './change.js';
import { observe } from './observe.js';
import { titleDifference } from './titles.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const same = { departmentTitles: { kind: 'title' } };
const listed = { departmentTitles: { kind: 'listed', attribute: `${enterprise}:division` } };
const lists = (division: string, more: JsonObject = {}): JsonObject => ({
  ...ada,
  ...more,
  [enterprise]: { division },
});

/** Departments 7, Navy, and 8, Yard. */
const navyAndYard = [
  { resourceId: 'g7', presence: 'present', outcome: 'converged', externalId: '7', name: 'Navy' },
  { resourceId: 'g8', presence: 'present', outcome: 'converged', externalId: '8', name: ' Yard ' },
] as const;

interface Row {
  readonly reason: string;
  readonly settings: object;
  readonly person: JsonObject;
  readonly departments?: readonly (typeof navyAndYard)[number][];
  readonly was?: Partial<AccountFields>;
  /** What is written; undefined: nothing. */
  readonly written: Readonly<Record<string, string>> | undefined;
}

const planOf = ({ settings, person, departments, was }: Omit<Row, 'reason' | 'written'>) =>
  planAccount(
    accountSituation({
      settings: settings as Readonly<Record<string, unknown>>,
      person,
      ...(was ? { link: present({}, applied({ departmentIds: [7, 8], ...was })) } : {}),
      more: { departments: departments ?? [...navyAndYard] },
    }),
  );

const writtenBy = (row: Omit<Row, 'reason' | 'written'>) => {
  const { change } = planOf(row);
  if (change?.kind === 'createAccount') return change.fields.departmentTitles;
  return change?.kind === 'updateAccount' ? change.set.departmentTitles : undefined;
};

describe('titles of single departments', () => {
  it.each<Row>([
    {
      reason: 'are left to DingTalk unless told otherwise',
      settings: {},
      person: { ...ada, title: 'Cook' },
      written: undefined,
    },
    {
      reason: 'are what the title is, in every department',
      settings: same,
      person: { ...ada, title: 'Cook' },
      written: { 7: 'Cook', 8: 'Cook' },
    },
    {
      reason: 'are none where there is no title',
      settings: same,
      person: ada,
      written: undefined,
    },
    {
      reason: 'are what is listed by the name of the Group, blanks aside',
      settings: listed,
      person: lists('Navy = Pilot ; Yard=Head=Master'),
      written: { 7: 'Pilot', 8: 'Head=Master' },
    },
    {
      reason: 'are the first of two, and none for a Group that is not theirs or of no name',
      settings: listed,
      person: lists('Navy=Pilot;Navy=Cook;Army=Major;=Nobody;Yard='),
      written: { 7: 'Pilot' },
    },
    {
      reason: 'are cut where they are too long',
      settings: listed,
      person: lists(`Navy=${'x'.repeat(201)}`),
      written: { 7: 'x'.repeat(200) },
    },
    {
      reason: 'are divided as the settings say',
      settings: { departmentTitles: { ...listed.departmentTitles, separator: ': ' } },
      person: lists('Navy: Pilot'),
      written: { 7: 'Pilot' },
    },
    {
      reason: 'are written all together when one changes',
      settings: listed,
      person: lists('Navy=Pilot;Yard=Cook'),
      was: { departmentTitles: { 7: 'Pilot', 8: 'Mate' } },
      written: { 7: 'Pilot', 8: 'Cook' },
    },
    {
      reason: 'are taken away where SCIM has none any more',
      settings: listed,
      person: lists('Yard=Cook'),
      was: { departmentTitles: { 7: 'Pilot', 8: 'Cook' } },
      written: { 7: '', 8: 'Cook' },
    },
    {
      reason: 'are not written again',
      settings: listed,
      person: lists('Navy=Pilot'),
      was: { departmentTitles: { 7: 'Pilot' } },
      written: undefined,
    },
    {
      reason: 'stay as they are in a department that is being left for another, until that is there',
      settings: listed,
      person: lists('Yard=Cook'),
      departments: [],
      was: { departmentIds: [7], departmentTitles: { 7: 'Pilot' } },
      written: undefined,
    },
    {
      reason: 'stay where they once were ours and are DingTalk’s now',
      settings: {},
      person: ada,
      was: { departmentTitles: { 7: 'Pilot' } },
      written: undefined,
    },
  ])('$reason', ({ written, ...row }) => {
    expect(writtenBy(row)).toEqual(written);
  });

  it('go with everything else in one update', () => {
    const { change } = planOf({
      settings: same,
      person: { ...ada, displayName: 'Ada L', title: 'Cook' },
      departments: [navyAndYard[0]],
      was: { title: 'Mate', departmentTitles: { 7: 'Mate', 8: 'Mate' } },
    });
    expect(change).toMatchObject({
      kind: 'updateAccount',
      set: { name: 'Ada L', title: 'Cook', departmentIds: [7], departmentTitles: { 7: 'Cook' } },
    });
  });

  it('end with the membership: what was left is neither cleared nor remembered', () => {
    const fields = applied({ departmentIds: [7], departmentTitles: { 7: 'Pilot' } });
    const was = applied({ departmentIds: [7, 8], departmentTitles: { 7: 'Pilot', 8: 'Cook' } });
    expect(titleDifference(was, fields)).toBeUndefined();
    const { change } = planAccount(
      accountSituation({
        person: { ...ada, active: false },
        settings: { holdingDepartmentId: 9, leavers: { deactivated: { action: 'holding' } } },
        link: present({}, was),
      }),
    );
    expect(change).toMatchObject({ set: { departmentIds: [9] } });
    expect(change?.kind === 'updateAccount' && change.fields.departmentTitles).toEqual({});
  });

  it('are not known of an account that somebody else made; of our own they are as written', () => {
    const written = applied({ departmentTitles: { 7: 'Pilot', 8: 'Cook' } });
    const look = (wasWritten: boolean) =>
      observe(written, {}, { ...written, departmentIds: [7] }, new Set(['mobile']), { wasWritten }).fields;
    expect(look(true).departmentTitles).toEqual({ 7: 'Pilot' });
    expect(look(false).departmentTitles).toBeUndefined();
  });

  it.each([
    [{ kind: 'listed', attribute: 'nonsense[' }, 'departmentTitles.attribute'],
    [{ kind: 'listed' }, 'departmentTitles.attribute'],
    [{ kind: 'perhaps' }, 'departmentTitles.kind'],
  ])('are refused by name when they are saved wrong: %j', (departmentTitles, at) => {
    const { error } = settingsSchema.safeParse({ departmentTitles });
    expect(error?.issues.map(({ path }) => path.join('.'))).toContain(at);
  });
});

describe('an enterprise account', () => {
  const situation = (person: JsonObject, was: Partial<AccountFields> = {}) =>
    planAccount(accountSituation({ person, link: present({}, applied({ enterprise: true, ...was })) }));

  it('is told its departments with every update: DingTalk takes none without', () => {
    expect(situation({ ...ada, title: 'Cook' }).change).toMatchObject({
      set: { title: 'Cook', departmentIds: [7] },
      fields: { enterprise: true },
    });
  });

  it('is no call where nothing has changed', () => {
    expect(situation(ada).change).toBeUndefined();
  });
});

describe('titles that nobody knows, for no read shows them', () => {
  const was = applied({ departmentIds: [7, 8], departmentTitles: { 7: 'Cook' }, titlesInDoubt: true });
  const wanted = applied({ departmentIds: [7, 8], departmentTitles: { 7: 'Cook' } });

  it('are all written once, and taken away where there is to be none', () => {
    expect(titleDifference(was, wanted)).toEqual({ 7: 'Cook', 8: '' });
    expect(titleDifference(wanted, wanted)).toBeUndefined();
  });

  it('are left alone where they are DingTalk’s own affair', () => {
    const left = accountSituation({ person: ada, link: present({}, was) });
    expect(planAccount(left).change).not.toHaveProperty('set.departmentTitles');
    expect(titleDifference(was, was)).toBeUndefined();
  });

  it.each([
    { reason: 'the answer to an update was lost', seen: {}, inDoubt: true, doubted: true },
    {
      reason: 'another name is there: somebody else wrote',
      seen: { title: 'Mate' },
      inDoubt: false,
      doubted: true,
    },
    { reason: 'all is as it was written', seen: {}, inDoubt: false, doubted: undefined },
  ])('$reason: in doubt $doubted', ({ seen, inDoubt, doubted }) => {
    const read = observe(wanted, {}, { ...wanted, ...seen }, new Set(), { wasWritten: true, inDoubt });
    expect(read.fields.titlesInDoubt).toBe(doubted);
  });
});
