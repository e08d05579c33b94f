import { describe, expect, it } from '@jest/globals';
import { destination } from './destination.js';

describe('where a sign-in leads', () => {
  it.each([
    { reason: 'nothing was asked for', next: null, kind: 'page', path: '/' },
    { reason: 'a page was asked for', next: '/connections/1?x=1', kind: 'page', path: '/connections/1?x=1' },
    { reason: 'the board was asked for', next: 'queues', kind: 'document', path: '/queues' },
    { reason: 'another site is named', next: 'https://evil.example', kind: 'page', path: '/' },
    { reason: 'another host is named', next: '//evil.example', kind: 'page', path: '/' },
    { reason: 'another host is named by a backslash', next: '/\\evil.example', kind: 'page', path: '/' },
    { reason: 'it would lead to itself', next: '/sign-in?next=/', kind: 'page', path: '/' },
  ])('is $path when $reason', ({ next, kind, path }) => {
    expect(destination(next)).toEqual({ kind, path });
  });
});
