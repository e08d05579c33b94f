import { describe, expect, it } from '@jest/globals';
import { converged, retry, settingsSchema } from '#provisioning';
import type { Ending, Plan } from '#provisioning';
import type { LinkSituation } from '#store';
import { dependantsOf } from './dependants.js';

const settings = settingsSchema.parse({});
const group = { resourceId: 'g', outOfScope: false };

describe('the people of a Group', () => {
  it.each<{
    reason: string;
    link: Pick<LinkSituation, 'kind' | 'presence'>;
    plan?: Partial<Plan>;
    ending: Ending;
    looked: boolean;
  }>([
    {
      reason: 'it was to be a role, was never made, and is a department: nobody waits for a role',
      link: { kind: 'role', presence: 'none' },
      plan: { becomes: 'department' },
      ending: converged('present'),
      looked: true,
    },
    {
      reason: 'as a department it has to wait itself: they wait for it from now on',
      link: { kind: 'role', presence: 'none' },
      plan: { becomes: 'department' },
      ending: retry('none', 600_000),
      looked: true,
    },
    {
      reason: 'whether it was made as one was not known, nor what it was before',
      link: { kind: 'department', presence: 'creating' },
      ending: retry('present', 0),
      looked: true,
    },
    {
      reason: 'it was a department before: whoever waits for it is woken as it is',
      link: { kind: 'department', presence: 'none' },
      ending: converged('present'),
      looked: false,
    },
    {
      reason: 'a role is looked at with its people, not they with it',
      link: { kind: 'role', presence: 'creating' },
      ending: retry('present', 0),
      looked: false,
    },
  ])('are looked at: $looked. $reason', ({ link, plan = {}, ending, looked }) => {
    const read = { ...group, ...link } as unknown as LinkSituation;
    const { dependants } = dependantsOf(settings, read, { ending, claims: [], ...plan }, ending);
    expect(dependants).toEqual(looked ? { of: 'group', resourceId: 'g' } : undefined);
  });
});
