import { describe, expect, it } from '@jest/globals';
import { askedPaths } from './asked.js';
import type { Asking } from './asked.js';
import { groupsSchema } from '../group-settings.js';
import { pathFrom } from './path.js';
import type { DepartmentSource } from './source.js';

const userPath: DepartmentSource = { kind: 'userPath', attribute: 'title', separator: '/' };
const groupNames: DepartmentSource = { kind: 'groupNames', separator: '/' };
const groups = groupsSchema.parse({ ignored: 'displayName co "role"' });
const path = (...segments: string[]) => pathFrom(segments);

describe('what a Link asks for', () => {
  it.each<{ reason: string; source: DepartmentSource; asking: Asking; own?: object; steps: object[] }>([
    {
      reason: 'a person asks for every department on his way',
      source: userPath,
      asking: { kind: 'account', body: { title: 'A/B' } },
      steps: [path('A'), path('A', 'B')],
    },
    {
      reason: 'of a list of paths the first that is one counts',
      source: { ...userPath, attribute: 'nickName' },
      asking: { kind: 'account', body: { nickName: ['/', 'A'] } },
      steps: [path('A')],
    },
    {
      reason: 'a person without a path asks for nothing',
      source: userPath,
      asking: { kind: 'account', body: {} },
      steps: [],
    },
    {
      reason: 'somebody who is deleted asks for nothing any more',
      source: userPath,
      asking: { kind: 'account' },
      steps: [],
    },
    {
      reason: 'a Group that is no department asks for nothing',
      source: groupNames,
      asking: { kind: 'department', body: { displayName: 'A/role' } },
      steps: [],
    },
    {
      reason: 'a Group asks for what lies above it, and stands for its own path',
      source: groupNames,
      asking: { kind: 'department', body: { displayName: 'A/B/C' } },
      own: path('A', 'B', 'C'),
      steps: [path('A'), path('A', 'B')],
    },
    {
      reason: 'what is no text is no path, and what comes after it may be one',
      source: { ...userPath, attribute: 'nickName' },
      asking: { kind: 'account', body: { nickName: [7, 'A'] } },
      steps: [path('A')],
    },
    {
      reason: 'a Group whose name is no text stands for nothing',
      source: groupNames,
      asking: { kind: 'department', body: { displayName: 7 } },
      steps: [],
    },
    {
      reason: 'a Group that is deleted asks for nothing any more',
      source: groupNames,
      asking: { kind: 'department' },
      steps: [],
    },
    {
      reason: 'a Group whose name is no path stands for nothing',
      source: groupNames,
      asking: { kind: 'department', body: { displayName: '/' } },
      steps: [],
    },
    {
      reason: 'Groups are no departments where people say where they belong',
      source: userPath,
      asking: { kind: 'department', body: { displayName: 'A/B', title: 'A/B' } },
      steps: [],
    },
    {
      reason: 'nested Groups need no paths',
      source: { kind: 'groups' },
      asking: { kind: 'department', body: { displayName: 'A/B' } },
      steps: [],
    },
    {
      reason: 'a department between others asks for those above it',
      source: userPath,
      asking: { kind: 'department', path: { segments: ['A', 'B', 'C'], wanted: true } },
      own: path('A', 'B', 'C'),
      steps: [path('A'), path('A', 'B')],
    },
    {
      reason: 'and no longer does so when nobody asks for it',
      source: userPath,
      asking: { kind: 'department', path: { segments: ['A', 'B'], wanted: false } },
      own: path('A', 'B'),
      steps: [],
    },
    {
      reason: 'it keeps its path where paths make no departments any more: it has to be taken down',
      source: { kind: 'none' },
      asking: { kind: 'department', path: { segments: ['A'], wanted: false } },
      own: path('A'),
      steps: [],
    },
    {
      reason: 'people in one default department have no paths',
      source: { kind: 'none' },
      asking: { kind: 'account', body: { title: 'A/B' } },
      steps: [],
    },
    {
      reason: 'a person is where his Groups are, where Groups are named by paths',
      source: groupNames,
      asking: { kind: 'account', body: { title: 'A/B', displayName: 'A/B' } },
      steps: [],
    },
  ])('$reason', ({ source, asking, own, steps }) => {
    expect(askedPaths({ departments: source, groups }, asking)).toEqual({ ...(own ? { own } : {}), steps });
  });
});
