import { describe, expect, it } from '@jest/globals';
import { accountSituation } from '../../../../test/builders/account-situation.js';
import type { TakenValue } from './change.js';
import { converged, waiting } from './ending.js';
import type { Ending } from './ending.js';
import { withTaken } from './taken.js';

const told = (ending: Ending, ...taken: readonly TakenValue[]) =>
  withTaken(accountSituation({ more: { taken } }), ending);
const email = { field: 'email', key: 'email:k', letGo: false } as const;
const telephone = { field: 'telephone', key: 'telephone:k', letGo: false } as const;
const day = 86_400_000;

describe('how a person stands one of whose values somebody else has', () => {
  it('is as ever where nobody has any', () => {
    expect(told(converged('present'))).toEqual(converged('present'));
  });

  it.each([
    { taken: email, reason: 'emailTaken' },
    { taken: telephone, reason: 'telephoneTaken' },
  ])('is told as $reason, and woken by whoever lets go of it', ({ taken, reason }) => {
    expect(told(converged('present'), taken)).toEqual({
      presence: 'present',
      outcome: 'blocked',
      reason,
      waitingOn: taken.key,
      dueInMs: day,
      settling: false,
    });
  });

  it('is told by the first where there are two', () => {
    expect(told(converged('present'), telephone, email).reason).toBe('telephoneTaken');
  });

  it('is woken by the value also where something else is awaited, which the slow look finds', () => {
    const ending = waiting('present', 'manager', 'present:boss');
    expect(told(ending, email)).toMatchObject({
      outcome: 'blocked',
      reason: 'emailTaken',
      waitingOn: 'email:k',
      dueInMs: 600_000,
    });
  });

  it('remembers since when he is without department', () => {
    expect(told({ ...converged('present', 'holding'), settling: true }, email).settling).toBe(true);
  });
});
