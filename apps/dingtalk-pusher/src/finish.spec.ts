import { describe, expect, it } from '@jest/globals';
import type { LinkId } from '#common';
import { Rejected } from '#dingtalk';
import { claimKey, converged, retry, settingsSchema } from '#provisioning';
import type { Change, Ending, Plan } from '#provisioning';
import type { ClaimedLink, LinkFinish, LinkSituation } from '#store';
import { ActivityNotes } from './activity-notes.js';
import type { DrainScope } from './drain-scope.js';
import { fail, finisher } from './finish.js';

/** Finishes a Link of this presence and so many looks; tells what was written and what was logged. */
async function finished(ending: Ending, { attempts = 1, presence = 'present', uncounted = false } = {}) {
  const written: LinkFinish[] = [];
  const errors: string[] = [];
  const scope = {
    connection: { id: 'c', settings: settingsSchema.parse({}) },
    links: {
      finish: (done: LinkFinish) => {
        written.push(done);
        return Promise.resolve([]);
      },
    },
    logger: { info: () => undefined, warn: () => undefined, error: (event: string) => errors.push(event) },
  } as unknown as DrainScope;
  const claimed: ClaimedLink = { id: 'l' as LinkId, epoch: 1, generation: 1, kind: 'account', attempts };
  const read = { presence, generation: 1, applied: null, resourceId: null } as unknown as LinkSituation;
  const plan: Plan = { ending, claims: [] };
  await finisher(scope, claimed, read, plan, new ActivityNotes(scope, 'engine'))(ending, { uncounted });
  return { ending: written[0]?.ending, errors };
}

describe('the finish of a Link', () => {
  it.each([
    { reason: 'the first look leads on', attempts: 1, dueInMs: 0 },
    { reason: 'five looks may lead on', attempts: 5, dueInMs: 0 },
    { reason: 'the sixth in a row goes round in a circle', attempts: 6, dueInMs: 1_000 },
    { reason: 'the pause doubles', attempts: 8, dueInMs: 4_000 },
  ])('looks again after $dueInMs ms: $reason', async ({ attempts, dueInMs }) => {
    expect((await finished(retry('present', 0), { attempts })).ending).toEqual(retry('present', dueInMs));
  });

  it.each([
    { reason: 'a pause of its own is kept', ending: retry('present', 5_000) },
    { reason: 'what came to an end has no pause', ending: converged('present') },
  ])('is as it was decided, however often it was looked at: $reason', async ({ ending }) => {
    expect((await finished(ending, { attempts: 50 })).ending).toEqual(ending);
  });

  it('does not pause a step that counts as none: what it has learned is known for a while only', async () => {
    const { ending } = await finished(retry('none', 0), { presence: 'none', attempts: 50, uncounted: true });
    expect(ending).toEqual(retry('none', 0));
  });

  it('tells of a presence that may not follow the one before', async () => {
    expect((await finished(converged('present'), { presence: 'gone' })).errors).toEqual(['illegal-presence']);
    expect((await finished(converged('gone'), { presence: 'present' })).errors).toEqual([]);
  });
});

describe('a create that DingTalk refuses', () => {
  const fields = { name: 'Ada', mobile: '+8613800000001', departmentIds: [1] };
  const change: Change = { kind: 'createAccount', userIds: ['u'], fields };
  const claimed: ClaimedLink = { id: 'l' as LinkId, epoch: 1, generation: 1, kind: 'account', attempts: 1 };

  it.each([
    { presence: 'none', keep: [], reason: 'what is not in DingTalk holds no value there' },
    { presence: 'invited', keep: undefined, reason: 'an invitation may still be accepted' },
  ])('of a Link that is $presence: $reason', async ({ presence, keep }) => {
    const read = { presence, kind: 'account' } as unknown as LinkSituation;
    const written: unknown[] = [];
    const refused = new Rejected('60104', 'mobile');
    await fail(
      { failures: 0, connection: { id: 'c' } } as DrainScope,
      claimed,
      read,
      change,
      refused,
      (_ending, more) => {
        written.push(more?.keep);
        return Promise.resolve([]);
      },
    );
    expect(written).toEqual([keep]);
  });
});

describe('an update that DingTalk refuses', () => {
  it('leaves the Link with the values that it has, and the one that was refused is free', async () => {
    const applied = { name: 'Navy', parentId: 1 };
    const fields = { name: 'Mess', parentId: 1 };
    const change: Change = { kind: 'updateDepartment', departmentId: 7, set: { name: 'Mess' }, fields };
    const claimed: ClaimedLink = {
      id: 'l' as LinkId,
      epoch: 1,
      generation: 1,
      kind: 'department',
      attempts: 1,
    };
    const read = { presence: 'present', kind: 'department', applied } as unknown as LinkSituation;
    const scope = { failures: 0, connection: { id: 'c' } } as DrainScope;
    const refused = new Rejected('60008', 'departmentName');
    const written: unknown[] = [];
    await fail(scope, claimed, read, change, refused, (_ending, more) => {
      written.push(more?.keep);
      return Promise.resolve([]);
    });
    expect(written).toEqual([[claimKey('c', 'name', '1/Navy')]]);
  });
});
