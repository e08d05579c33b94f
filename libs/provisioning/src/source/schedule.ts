import { CronExpressionParser } from 'cron-parser';

/** When runs begin. */
export interface Schedule {
  readonly cron: string;
  readonly timeZone: string;
  readonly jitterSeconds: number;
}

/** Whether there is a time that a schedule names. */
export function isSchedule({ cron, timeZone }: Schedule): boolean {
  try {
    if (cron.split(/\s+/).length !== 5) return false;
    CronExpressionParser.parse(cron, { tz: timeZone, currentDate: new Date(0) }).next();
    return true;
  } catch {
    return false;
  }
}

/**
 * When the next run begins.
 *
 * @param chance from 0 up to, and without, 1
 */
export function nextRun({ cron, timeZone, jitterSeconds }: Schedule, after: Date, chance: number): Date {
  const next = CronExpressionParser.parse(cron, { tz: timeZone, currentDate: after }).next().toDate();
  return new Date(next.getTime() + Math.floor(chance * jitterSeconds * 1_000));
}
