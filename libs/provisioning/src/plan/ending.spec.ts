import { describe, expect, it } from '@jest/globals';
import { blocked, converged, held, inGrace, invited, retry, waiting } from './ending.js';

const minute = 60_000;
const day = 86_400_000;

describe('when a Link is looked at again', () => {
  it.each([
    { reason: 'never, where it is in step', ending: converged('present'), dueInMs: undefined },
    {
      reason: 'never, where it is held: somebody lets it go',
      ending: held('present', 'run'),
      dueInMs: undefined,
    },
    { reason: 'when it is to be tried again', ending: retry('present', 5_000), dueInMs: 5_000 },
    {
      reason: 'now and then, where something is awaited',
      ending: waiting('none', 'parent'),
      dueInMs: 10 * minute,
    },
    { reason: 'rarely, where somebody has to do something', ending: blocked('none', 'noName'), dueInMs: day },
    { reason: 'when the grace period is over', ending: inGrace('present', 7 * day), dueInMs: 7 * day },
    { reason: 'soon after an invitation', ending: invited(), dueInMs: 10 * minute },
    { reason: 'as late as the invitation is old', ending: invited(60 * minute), dueInMs: 60 * minute },
  ])('$reason', ({ ending, dueInMs }) => {
    expect([ending.dueInMs, ending.settling]).toEqual([dueInMs, false]);
  });

  it('is told with the key that wakes it, where there is one', () => {
    expect(waiting('none', 'parent', 'present:p').waitingOn).toBe('present:p');
    expect(blocked('none', 'nameTaken', 'name:k').waitingOn).toBe('name:k');
    expect(waiting('none', 'parent').waitingOn).toBeUndefined();
    expect(blocked('none', 'nameTaken').waitingOn).toBeUndefined();
  });

  it('is told with what holds it', () => {
    expect(held('creating', 'budget')).toEqual({
      presence: 'creating',
      outcome: 'held',
      reason: 'budget',
      settling: false,
    });
  });
});
