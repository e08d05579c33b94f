import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EMPTY } from 'rxjs';
import type { ConnectionId } from '#common';
import type { Bell } from './bell.js';
import { Bells } from './bells.js';

const acme = 'acme' as ConnectionId;

function noting(delayMs?: number) {
  const rung: string[] = [];
  const emit = (_pattern: string, bell: Bell<object>) => {
    rung.push(bell.deduplicationKey);
    return EMPTY;
  };
  return { rung, bells: new Bells({ emit }, delayMs) };
}

describe('bells', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ring at once where a change is due at once', () => {
    const { rung, bells } = noting();
    bells.drain(acme, 'people');
    bells.drain(acme, 'people', 2);
    expect(rung).toEqual(['acme.people.0', 'acme.people.2']);
  });

  it('ring when the change is due, and once more for what changed meanwhile', () => {
    const { rung, bells } = noting(500);
    bells.drain(acme, 'people');
    jest.advanceTimersByTime(499);
    bells.drain(acme, 'people');
    bells.drain(acme, 'people');
    expect(rung).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(rung).toHaveLength(1);
    jest.advanceTimersByTime(10_000);
    expect(rung).toHaveLength(2);
  });

  it('of one lane do not hold up those of another', () => {
    const { rung, bells } = noting(500);
    bells.drain(acme, 'people');
    bells.drain(acme, 'leavers');
    jest.advanceTimersByTime(500);
    expect(rung).toEqual(['acme.people.0', 'acme.leavers.0']);
  });
});
