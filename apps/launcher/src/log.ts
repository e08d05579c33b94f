const hidden = new Set(['level', 'time', 'service', 'event']);

/** Turns a service's JSON log lines into one log that a person reads. */
export function readable(service: string, line: string): string {
  let entry: Readonly<Record<string, unknown>>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return `${stamp()} ${service.padEnd(18)} ${line}`;
  }
  const at = typeof entry.time === 'string' ? entry.time.slice(11, 23) : stamp();
  const fields = Object.entries(entry)
    .filter(([key]) => !hidden.has(key))
    .map(([key, value]) => `${key}=${String(value)}`);
  return [at, service.padEnd(18), String(entry.event), ...fields].join(' ');
}

const stamp = () => new Date().toISOString().slice(11, 23);
