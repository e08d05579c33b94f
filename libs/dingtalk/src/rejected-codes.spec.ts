import { describe, expect, it } from '@jest/globals';
import { verdictOn } from './error-table.js';
import { refusalToError } from './refusal.js';

/** Every code that rejects a request, what it is about, and the paragraph of the fact sheet that has it. */
const table: readonly {
  readonly codes: readonly string[];
  readonly on: string;
  readonly paragraph: string;
  readonly reason: string;
}[] = [
  { codes: ['60102'], on: 'userId', paragraph: '3.4', reason: 'X: userid taken' },
  {
    codes: ['40019', '60104', '60107'],
    on: 'mobile',
    paragraph: '3.4',
    reason: 'X: number taken',
  },
  {
    codes: ['40104', '60103'],
    on: 'mobileFormat',
    paragraph: '3.4',
    reason: 'P: number malformed',
  },
  { codes: ['40101', '60106'], on: 'email', paragraph: '3.1', reason: 'X: e-mail taken' },
  { codes: ['40100'], on: 'telephone', paragraph: '3.1', reason: 'X: desk phone taken' },
  {
    codes: ['60128'],
    on: 'manager',
    paragraph: '3.1',
    reason: 'P, but gone once the manager is there',
  },
  {
    codes: ['60008', '60021', '400005'],
    on: 'departmentName',
    paragraph: '2.1, 13',
    reason: 'X: a sibling has the name',
  },
  {
    codes: ['60010'],
    on: 'departmentLoop',
    paragraph: '2.2',
    reason: 'P, but gone once the new parent has moved itself',
  },
  {
    codes: ['60005', '60006'],
    on: 'notEmpty',
    paragraph: '2.3',
    reason: 'P: order of operations',
  },
  {
    codes: ['40010', '60004'],
    on: 'parentNotFound',
    paragraph: '2.1, 2.2',
    reason: 'N of the parent: the record itself is not what is missing',
  },
  {
    codes: ['60003'],
    on: 'departmentNotFound',
    paragraph: '2.2, 2.4',
    reason: 'N: the department, or one that a person is to be put into',
  },
  {
    codes: ['40025', '40066'],
    on: 'departmentList',
    paragraph: '5.3, 11.3',
    reason: "P: a person's departments, of which one may be gone",
  },
  {
    codes: ['50002', '50004'],
    on: 'outOfScope',
    paragraph: '5.4, 8.3',
    reason: 'C, record: out of the contact scope',
  },
  {
    codes: ['33012', '40003', '46004', '60111', '60121', 'user.not.exist'],
    on: 'notFound',
    paragraph: '3.3, 3.6, 3.8',
    reason: 'N: not there, or no longer',
  },
  { codes: ['33011'], on: 'roleNotFound', paragraph: '4, 5.3', reason: 'N: no such role' },
  {
    codes: ['34020'],
    on: 'roleGroupNotFound',
    paragraph: '4, 5.3',
    reason: 'P: no such role group',
  },
  {
    codes: ['34021'],
    on: 'roleName',
    paragraph: '4, 5.3, 11.3',
    reason: 'X: a role of its group has the name',
  },
  {
    codes: ['22', '404'],
    on: 'noEndpoint',
    paragraph: '1.5, 5.1d',
    reason: 'P: a path that DingTalk does not know',
  },
  {
    codes: ['40023'],
    on: 'departmentFull',
    paragraph: '5.3, 5.4',
    reason: 'C, record: the department is full',
  },
  {
    codes: ['12150'],
    on: 'position',
    paragraph: '3.2, 5.4',
    reason: 'C, record: Smart-HR owns the field',
  },
  { codes: ['60002'], on: 'departmentDepth', paragraph: '5.3, 9', reason: 'P: too deep' },
  {
    codes: ['60001', '60009', '60022', '60112'],
    on: 'name',
    paragraph: '2.1, 5.3',
    reason: 'P: a name that is not taken',
  },
  { codes: ['60105'], on: 'emailFormat', paragraph: '5.3', reason: 'P: e-mail malformed' },
  {
    codes: ['exclusive.account.only'],
    on: 'normalAccount',
    paragraph: '3.8',
    reason: 'P: not an enterprise account',
  },
  {
    codes: ['40021', '40022', '41054'],
    on: 'other',
    paragraph: '3.5',
    reason: 'P: a mobile cannot be changed',
  },
  {
    codes: [
      ...['40000', '40018', '40033', '40035', '40038', '40068', '40069', '40070', '41009'],
      ...['43001', '43002', '43003', '43004', '43005', '43009', '44002', '47001', '400002', '400003'],
      ...['400004', '660000', 'parameter.error', 'invalid.param'],
    ],
    on: 'other',
    paragraph: '5.2, 5.3',
    reason: 'P: a request that DingTalk does not take',
  },
  {
    codes: [
      ...['23004', '34018', '40009', '40011', '40031', '40032', '40063', '40064'],
      ...['40065', '40093', '60007', '60016', '60018', '60067', '60068'],
      ...['60109', '600109', '60113', '60118', '60119', '60120', '60122', '60123', '60510'],
      ...['71006', '71007', '900001', '900002', '900003', '900004', '900005', '900006', '900007', '900008'],
      ...['900009', '900010'],
    ],
    on: 'other',
    paragraph: '3.8, 5.3',
    reason: 'P: permanent for this record',
  },
];

describe("DingTalk's codes", () => {
  it.each(table.flatMap(({ codes, ...row }) => codes.map((code) => ({ code, ...row }))))(
    '$code (fact sheet $paragraph): $reason',
    ({ code, on }) => {
      expect(verdictOn(code)).toBeDefined();
      const error = refusalToError({ kind: 'code', code, text: '', status: 200 }, new Date());
      expect(error).toMatchObject({ name: 'Rejected', on });
    },
  );
});
