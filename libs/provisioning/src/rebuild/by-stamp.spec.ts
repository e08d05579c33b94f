import { describe, expect, it } from '@jest/globals';
import { pathIdentifier, sourceIdentifier, userIdCandidates } from '../identity.js';
import { belongingByStamp } from './by-stamp.js';
import type { Unlinked } from './by-stamp.js';

const account = (linkId: string, externalId?: string, userName?: string): Unlinked => ({
  linkId,
  kind: 'account',
  identity: {
    id: linkId,
    ...(externalId === undefined ? {} : { externalId }),
    ...(userName === undefined ? {} : { userName }),
  },
});
const idOf = (name: string) => userIdCandidates('s', { id: name })[0] ?? '';
const mark = (externalId: string) => sourceIdentifier('s', { id: '-', externalId });

describe('belongingByStamp', () => {
  const rows: readonly {
    readonly reason: string;
    readonly unlinked: readonly Unlinked[];
    readonly seen: readonly string[];
    readonly belongs: Readonly<Record<string, string>>;
    readonly contested?: readonly string[];
  }[] = [
    {
      reason: 'an account is found by what names its person most lastingly',
      unlinked: [account('1', 'E', 'ada')],
      seen: [idOf('E')],
      belongs: { [idOf('E')]: '1' },
    },
    {
      reason: 'who came second to an externalId has the account that bears his own name',
      unlinked: [account('1', 'E', 'ada'), account('2', 'E', 'eve')],
      seen: [idOf('E'), idOf('eve')],
      belongs: { [idOf('E')]: '1', [idOf('eve')]: '2' },
    },
    {
      reason: 'nobody can tell which of two it is who have the same externalId',
      unlinked: [account('1', 'E', 'ada'), account('2', 'E', 'eve')],
      seen: [idOf('E')],
      belongs: {},
      contested: [idOf('E')],
    },
    {
      reason: 'what was never made belongs to nobody',
      unlinked: [account('1', 'E')],
      seen: [idOf('F')],
      belongs: {},
    },
    {
      reason: 'what two were named by alike is not given to a third who is named so by his externalId',
      unlinked: [account('1', 'E', 'x'), account('2', 'F', 'x'), account('3', 'x')],
      seen: [idOf('E'), idOf('F'), idOf('x')],
      belongs: { [idOf('E')]: '1', [idOf('F')]: '2' },
      contested: [idOf('x')],
    },
    {
      reason: 'a role bears no mark: what bears that of its Group is none',
      unlinked: [{ linkId: '1', kind: 'role', identity: { id: 'g', externalId: 'G' } }],
      seen: [mark('G')],
      belongs: {},
    },
    {
      reason: 'departments are found by their marks, of Groups and of paths',
      unlinked: [
        { linkId: '1', kind: 'department', identity: { id: 'g', externalId: 'G' } },
        { linkId: '2', kind: 'department', pathKey: 'p' },
      ],
      seen: [mark('G'), pathIdentifier('s', 'p')],
      belongs: { [mark('G')]: '1', [pathIdentifier('s', 'p')]: '2' },
    },
  ];
  it.each(rows)('$reason', ({ unlinked, seen, belongs, contested = [] }) => {
    const found = belongingByStamp('s', unlinked, new Set(seen));
    expect(Object.fromEntries(found.belongs)).toEqual(belongs);
    expect([...found.contested]).toEqual(contested);
  });
});
