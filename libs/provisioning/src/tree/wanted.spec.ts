import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { now } from '../../../../test/builders/account-situation.js';
import type { DepartmentSituation, Reference } from '../plan/situation.js';
import { settingsSchema } from '../settings.js';
import { pathFrom } from './path.js';
import { namesHeads, wantedDepartment } from './wanted.js';

const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';
const parent = (resourceId: string, externalId?: string): Reference => ({
  resourceId,
  presence: externalId === undefined ? 'creating' : 'present',
  outcome: 'converged',
  ...(externalId === undefined ? {} : { externalId }),
});
const step = (segments: readonly string[], externalId?: string) => ({
  ...parent(segments.join('/'), externalId),
  pathKey: pathFrom(segments).key,
});

function wanted(more: Partial<DepartmentSituation>, departments: object = { kind: 'groups' }) {
  return wantedDepartment({
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse({ departments, rootDepartmentId: 5 }),
    now,
    identity: { id: 'g' },
    link: { presence: 'none' },
    steps: [],
    heads: [],
    yields: false,
    parents: [],
    cyclic: false,
    occupied: false,
    ...more,
  });
}
const navy: JsonObject = { displayName: 'Navy' };
const there = (departmentId: number) => ({ kind: 'there', departmentId });

describe('what SCIM wants of a department', () => {
  it.each<{ reason: string; source?: object; situation: Partial<DepartmentSituation>; is: unknown }>([
    {
      reason: 'below the connection’s root',
      situation: { group: navy },
      is: { name: 'Navy', parent: there(5) },
    },
    {
      reason: 'below the Group that had it first',
      situation: { group: navy, parents: [parent('a', '7'), parent('b', '8')] },
      is: { name: 'Navy', parent: there(7) },
    },
    {
      reason: 'below one that is not there yet',
      situation: { group: navy, parents: [parent('a')] },
      is: { name: 'Navy', parent: { kind: 'awaited', resourceId: 'a' } },
    },
    {
      reason: 'above itself',
      situation: { group: navy, cyclic: true, parents: [parent('a', '7')] },
      is: { name: 'Navy', parent: { kind: 'cyclic' } },
    },
    { reason: 'of no name that is one', situation: { group: { displayName: 7 } }, is: { parent: there(5) } },
    { reason: 'none, of a Group that is deleted', situation: {}, is: undefined },
    {
      reason: 'none, of a Group that is deleted where paths make departments',
      source: { kind: 'groupNames' },
      situation: {},
      is: undefined,
    },
    {
      reason: 'none, where none are made',
      source: { kind: 'none' },
      situation: { group: navy, path: { segments: ['A'], wanted: true } },
      is: undefined,
    },
    {
      reason: 'none of a Group, where paths of people make them',
      source: { kind: 'userPath' },
      situation: { group: navy, path: { segments: ['A'], wanted: true } },
      is: undefined,
    },
    {
      reason: 'along a path of people',
      source: { kind: 'userPath' },
      situation: {
        path: { segments: ['A', 'B'], wanted: true },
        steps: [step(['X'], '9'), step(['A'], '7')],
      },
      is: { name: 'B', parent: there(7) },
    },
    {
      reason: 'none along a path that nobody names any more',
      source: { kind: 'userPath' },
      situation: { path: { segments: ['A'], wanted: false } },
      is: undefined,
    },
    {
      reason: 'along a path whose last step nobody has made yet',
      source: { kind: 'userPath' },
      situation: { path: { segments: ['A', 'B'], wanted: true }, steps: [step(['X'], '9')] },
      is: { name: 'B', parent: { kind: 'awaited' } },
    },
    {
      reason: 'along the path that a Group is named by',
      source: { kind: 'groupNames' },
      situation: { group: { displayName: 'A/B', [extension]: { order: 3 } }, steps: [step(['A'])] },
      is: { name: 'B', parent: { kind: 'awaited', resourceId: 'A' }, order: 3 },
    },
    {
      reason: 'below the root, of a Group whose name is no path',
      source: { kind: 'groupNames' },
      situation: { group: { displayName: ' / ' } },
      is: { parent: there(5) },
    },
    {
      reason: 'below the root, of a Group whose name is no text',
      source: { kind: 'groupNames' },
      situation: { group: { displayName: 7 } },
      is: { parent: there(5) },
    },
    {
      reason: 'one between others, where Groups are named by paths',
      source: { kind: 'groupNames' },
      situation: { path: { segments: ['A'], wanted: true } },
      is: { name: 'A', parent: there(5) },
    },
  ])('is $reason', ({ source, situation, is }) => {
    expect(wanted(situation, source)).toEqual(is);
  });

  it.each([
    { reason: 'a place from 1 on', own: { order: 1 }, order: 1 },
    { reason: 'no place before the first', own: { order: 0 }, order: undefined },
    { reason: 'no place that is no number', own: { order: '3' }, order: undefined },
    { reason: 'no place, where nothing is said', own: {}, order: undefined },
    { reason: 'no place, where the extension is none', own: 'x', order: undefined },
  ])('is $reason', ({ own, order }) => {
    expect(wanted({ group: { ...navy, [extension]: own } })?.order).toBe(order);
  });
});

describe('whether a Group names heads', () => {
  it.each([
    { reason: 'one', group: { [extension]: { managers: [{ value: 'a' }] } }, names: true },
    { reason: 'none: they are DingTalk’s', group: { [extension]: { managers: [] } }, names: false },
    { reason: 'no list of them', group: { [extension]: { managers: 'a' } }, names: false },
    { reason: 'nothing of the kind', group: { [extension]: {} }, names: false },
    { reason: 'no extension', group: navy, names: false },
    { reason: 'an extension that is none', group: { [extension]: 'x' }, names: false },
    { reason: 'nothing, being deleted', group: undefined, names: false },
  ])('it names $reason', ({ group, names }) => {
    expect(namesHeads(group)).toBe(names);
  });
});
