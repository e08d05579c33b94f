const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,18}))?(Z|[+-]\d\d:\d\d)?$/i;

/**
 * The instant that a dateTime names (RFC 7643 section 2.3.5), in nanoseconds since 1970; undefined where the
 * text is none. Without a zone it is UTC. Clients send seven fractional digits and the year 0001, so
 * neither Date nor its milliseconds will do.
 */
export function instantOf(text: string): bigint | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear does not.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  date.setUTCHours(hour, minute, second);
  const offset = offsetMinutes(match[8] ?? 'Z');
  const fraction = (match[7] ?? '').slice(0, 9).padEnd(9, '0');
  return BigInt(date.getTime() - offset * 60_000) * 1_000_000n + BigInt(fraction);
}

/**
 * A dateTime as it is stored: in UTC, to the millisecond. Undefined for a text that is none, and for an instant
 * outside the years 1 to 9999, which has no such text.
 */
export function canonicalDateTime(text: string): string | undefined {
  const instant = instantOf(text);
  if (instant === undefined) return undefined;
  const rest = ((instant % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(Number((instant - rest) / 1_000_000n));
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : undefined;
}

function offsetMinutes(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}
