import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeKinds } from './change-kind.js';
import type { ChangeKind } from './change-kind.js';
import { judge } from './passage.js';
import type { ListedChange, Passage, Verdict } from './passage.js';

const leaves = { kind: 'leavers', fingerprint: 'gone' } as const;
const renamed = { kind: 'updates', fingerprint: 'new name' } as const;

const listed = (change: Passage, more: Partial<ListedChange> = {}): ListedChange => ({
  ...change,
  state: 'held',
  expired: false,
  ofRun: false,
  ...more,
});

describe('whether a change may be carried out', () => {
  it.each<{ reason: string; now: Passage; before?: ListedChange; passage?: Passage; verdict: Verdict }>([
    { reason: 'it is on no list', now: leaves, verdict: { kind: 'asks' } },
    {
      reason: 'it is held',
      now: leaves,
      before: listed(leaves),
      verdict: { kind: 'stays', reason: 'held' },
    },
    {
      reason: 'it was dropped',
      now: leaves,
      before: listed(leaves, { state: 'dropped' }),
      verdict: { kind: 'stays', reason: 'dropped' },
    },
    {
      reason: 'it was approved',
      now: leaves,
      before: listed(leaves, { state: 'approved' }),
      verdict: { kind: 'passes' },
    },
    {
      reason: 'its approval has run out',
      now: leaves,
      before: listed(leaves, { state: 'approved', expired: true }),
      verdict: { kind: 'asks' },
    },
    {
      reason: 'something else was approved',
      now: renamed,
      before: listed({ kind: 'updates', fingerprint: 'old name' }, { state: 'approved' }),
      verdict: { kind: 'asks' },
    },
    {
      reason: 'the same state was approved, and it takes another kind of change',
      now: { kind: 'leavers', fingerprint: 'new name' },
      before: listed(renamed, { state: 'approved' }),
      verdict: { kind: 'asks' },
    },
    {
      reason: 'making somebody was approved, and his manager comes later',
      now: { kind: 'updates', fingerprint: 'Ada' },
      before: listed({ kind: 'creates', fingerprint: 'Ada' }, { state: 'approved' }),
      verdict: { kind: 'passes' },
    },
    {
      reason: 'a run holds it, and another name is desired by now',
      now: { kind: 'updates', fingerprint: 'newer name' },
      before: listed(renamed, { ofRun: true }),
      verdict: { kind: 'relists' },
    },
    {
      reason: 'a run holds a new name, and the person is to leave',
      now: leaves,
      before: listed(renamed, { ofRun: true }),
      verdict: { kind: 'asks' },
    },
    {
      reason: 'a run holds that a department goes, and it is to be called otherwise instead',
      now: renamed,
      before: listed({ kind: 'departmentDeletes', fingerprint: 'gone' }, { ofRun: true }),
      verdict: { kind: 'asks' },
    },
    {
      reason: 'a run holds that somebody leaves, and he is to leave in another way',
      now: { kind: 'leavers', fingerprint: 'held' },
      before: listed(leaves, { ofRun: true }),
      verdict: { kind: 'relists' },
    },
    {
      reason: 'single requests hold it, and another name is desired by now',
      now: { kind: 'updates', fingerprint: 'newer name' },
      before: listed(renamed),
      verdict: { kind: 'asks' },
    },
    {
      reason: 'a run let it go, and another name is desired by now',
      now: { kind: 'updates', fingerprint: 'newer name' },
      before: listed(renamed, { ofRun: true, state: 'dropped' }),
      verdict: { kind: 'asks' },
    },
    {
      reason: 'it was paid for, and is tried again',
      now: leaves,
      passage: leaves,
      verdict: { kind: 'passes' },
    },
    {
      reason: 'something else was paid for',
      now: renamed,
      passage: { kind: 'updates', fingerprint: 'old name' },
      verdict: { kind: 'asks' },
    },
  ])('where $reason', ({ now, before, passage, verdict }) => {
    expect(judge(now, before, passage)).toEqual(verdict);
  });

  it('no approval lets through what was not on the list, whatever is desired meanwhile', () => {
    const change = fc.record({
      kind: fc.constantFrom(...changeKinds),
      fingerprint: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(
        change,
        fc.boolean(),
        fc.boolean(),
        fc.array(change, { maxLength: 5 }),
        (on, expired, ofRun, moves) => {
          for (const now of moves) {
            const verdict = judge(now, listed(on, { state: 'approved', expired, ofRun }), undefined);
            if (verdict.kind !== 'passes') continue;
            expect([expired, now.fingerprint]).toEqual([false, on.fingerprint]);
            expect(removing(now.kind)).toBe(removing(on.kind));
          }
        },
      ),
    );
  });
});

const removing = (kind: ChangeKind) => kind === 'leavers' || kind === 'departmentDeletes';
