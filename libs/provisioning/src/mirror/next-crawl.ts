const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** DingTalk is busiest at the full hour: everybody's timers strike then (fact sheet 6.1, 10.19). */
const busyMinutes = 10;

/**
 * When an organisation is read again: after the interval and up to a tenth of it more, and never within the first
 * ten minutes of an hour.
 *
 * @param chance from 0 up to 1, without 1
 * @returns milliseconds from now on
 */
export function nextCrawlMs(now: Date, everySeconds: number, chance: number): number {
  const inMs = everySeconds * 1000 * (1 + chance / 10);
  // An interval of minutes has no room to step aside.
  if (everySeconds * 1000 < hourMs) return Math.round(inMs);
  const at = new Date(now.getTime() + inMs);
  if (at.getUTCMinutes() >= busyMinutes) return Math.round(inMs);
  const intoHour = at.getTime() % hourMs;
  const room = hourMs - busyMinutes * minuteMs;
  return Math.round(inMs - intoHour + busyMinutes * minuteMs + chance * room * 0.9);
}
