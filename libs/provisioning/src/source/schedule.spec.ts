import { describe, expect, it } from '@jest/globals';
import { isSchedule, nextRun } from './schedule.js';

const hourly = { cron: '0 * * * *', timeZone: 'UTC', jitterSeconds: 0 };

describe('a schedule', () => {
  it.each([
    { reason: 'five fields', schedule: hourly, known: true },
    { reason: 'a time zone of its own', schedule: { ...hourly, timeZone: 'Asia/Shanghai' }, known: true },
    { reason: 'blanks in plenty', schedule: { ...hourly, cron: '0  4  *  *  1' }, known: true },
    { reason: 'seconds as a sixth field', schedule: { ...hourly, cron: '0 0 * * * *' }, known: false },
    { reason: 'four fields', schedule: { ...hourly, cron: '0 * * *' }, known: false },
    { reason: 'a name for one', schedule: { ...hourly, cron: '@hourly' }, known: false },
    { reason: 'an hour that no day has', schedule: { ...hourly, cron: '0 25 * * *' }, known: false },
    { reason: 'a day that no month has', schedule: { ...hourly, cron: '0 0 31 2 *' }, known: false },
    {
      reason: 'a time zone that nobody knows',
      schedule: { ...hourly, timeZone: 'Mars/Olympus' },
      known: false,
    },
  ])('with $reason: $known', ({ schedule, known }) => {
    expect(isSchedule(schedule)).toBe(known);
  });

  it.each([
    {
      reason: 'at the next time it names',
      schedule: hourly,
      after: '2026-01-01T11:59:59Z',
      chance: 0,
      at: '12:00:00',
    },
    {
      reason: 'not twice at one time',
      schedule: hourly,
      after: '2026-01-01T12:00:00Z',
      chance: 0,
      at: '13:00:00',
    },
    {
      reason: 'by the clock of its time zone',
      schedule: { ...hourly, cron: '0 20 * * *', timeZone: 'Asia/Shanghai' },
      after: '2026-01-01T00:00:00Z',
      chance: 0,
      at: '12:00:00',
    },
    {
      reason: 'later by chance',
      schedule: { ...hourly, jitterSeconds: 30 },
      after: '2026-01-01T11:30:00Z',
      chance: 0.5,
      at: '12:00:15',
    },
    {
      reason: 'to the millisecond',
      schedule: { ...hourly, jitterSeconds: 1 },
      after: '2026-01-01T11:30:00Z',
      chance: 0.12345,
      at: '12:00:00.123',
    },
  ])('lets a run begin $reason', ({ schedule, after, chance, at }) => {
    expect(nextRun(schedule, new Date(after), chance)).toEqual(new Date(`2026-01-01T${at}Z`));
  });
});
