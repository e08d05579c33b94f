import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSchedule, nextRun } from './schedule.js';
import type { Schedule } from './schedule.js';

const at = (cron: string, timeZone: string, jitterSeconds = 0): Schedule => ({
  cron,
  timeZone,
  jitterSeconds,
});
const next = (schedule: Schedule, after: string, chance = 0) =>
  nextRun(schedule, new Date(after), chance).toISOString();

describe('a schedule', () => {
  it.each([
    ['0 3 * * *', 'UTC', '2026-03-01T02:59:59Z', '2026-03-01T03:00:00.000Z', 'later on the day'],
    ['0 3 * * *', 'UTC', '2026-03-01T03:00:00Z', '2026-03-02T03:00:00.000Z', 'never the same moment again'],
    ['0 3 * * *', 'Asia/Shanghai', '2026-03-01T12:00:00Z', '2026-03-01T19:00:00.000Z', 'by their clock'],
    ['*/15 * * * *', 'Asia/Kolkata', '2026-03-01T00:01:00Z', '2026-03-01T00:15:00.000Z', 'half-hour zones'],
    [
      '0 8 * * 1',
      'America/New_York',
      '2026-03-06T00:00:00Z',
      '2026-03-09T12:00:00.000Z',
      'after the hour was lost',
    ],
    ['0 8 * * 1', 'America/New_York', '2026-03-01T00:00:00Z', '2026-03-02T13:00:00.000Z', 'before it was'],
    ['30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z', 'a time that is not'],
    [
      '0 1 1 * *',
      'UTC',
      '2026-03-02T00:00:00Z',
      '2026-04-01T01:00:00.000Z',
      'a day of the month, not of the week',
    ],
    ['0 0 29 2 *', 'UTC', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z', 'a day that is rare'],
  ])('%s in %s, after %s, is %s: %s', (cron, zone, after, expected) => {
    expect(next(at(cron, zone), after)).toBe(expected);
  });

  it('of a time that comes twice comes once', () => {
    const schedule = at('30 2 * * *', 'Europe/Berlin');
    const first = next(schedule, '2026-10-25T00:00:00Z');
    expect(next(schedule, first)).toBe('2026-10-26T01:30:00.000Z');
  });

  it('begins up to its jitter later, never earlier, and always after now', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];
    const crons = ['*/15 * * * *', '0 3 * * *', '7 */6 * * 1-5'];
    const moments = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...crons),
        fc.integer({ min: 0, max: 3600 }),
        moments,
        chances,
        (zone, cron, jitter, after, chance) => {
          const plain = nextRun(at(cron, zone), after, 0).getTime();
          const late = nextRun(at(cron, zone, jitter), after, chance).getTime() - plain;
          expect(plain).toBeGreaterThan(after.getTime());
          expect(late).toBeGreaterThanOrEqual(0);
          expect(late).toBeLessThanOrEqual(jitter * 1_000);
        },
      ),
    );
  });

  it('begins later by as much of its jitter as chance has it, to the millisecond', () => {
    const late = (jitter: number, chance: number) =>
      next(at('0 3 * * *', 'UTC', jitter), '2026-03-01T00:00:00Z', chance);
    expect(late(30, 0.5)).toBe('2026-03-01T03:00:15.000Z');
    expect(late(1, 0.12345)).toBe('2026-03-01T03:00:00.123Z');
  });

  it.each([
    ['* * * * *', 'UTC', true, 'every minute'],
    ['@daily', 'UTC', false, 'no five fields'],
    ['0 * * * * *', 'UTC', false, 'seconds'],
    ['61 * * * *', 'UTC', false, 'no such minute'],
    ['0 0 30 2 *', 'UTC', false, 'no such day'],
    ['0 3 * * *', 'Mars/Olympus', false, 'no such zone'],
  ])('%s in %s: %s, %s', (cron, zone, valid) => {
    expect(isSchedule(at(cron, zone))).toBe(valid);
  });
});
