export interface LogEntry {
  readonly seq: number;
  readonly at: string;
  readonly org: string;
  readonly appKey: string;
  readonly method: string;
  readonly path: string;
  readonly errcode: string;
  readonly ms: number;
  readonly body?: unknown;
}

const keptEntries = 50_000;
const secrets = /^(access_?token|app_?secret|client_?secret|corp_?secret|init_?password|password|ticket)$/i;

/** Every call that came in, without its secrets. */
export class RequestLog {
  private entries: LogEntry[] = [];
  private sequence = 0;
  /** Calls by path and code, those included that the log has dropped. */
  private counts: Record<string, Record<string, number>> = {};

  add(entry: Omit<LogEntry, 'seq'>): void {
    this.sequence += 1;
    const codes = (this.counts[entry.path] ??= {});
    codes[entry.errcode] = (codes[entry.errcode] ?? 0) + 1;
    const { body, ...rest } = entry;
    this.entries.push({
      seq: this.sequence,
      ...rest,
      ...(body === undefined ? {} : { body: redacted(body) }),
    });
    if (this.entries.length > keptEntries * 1.1) this.entries = this.entries.slice(-keptEntries);
  }

  list(): readonly LogEntry[] {
    return this.entries;
  }

  /** How often each path answered each code since the start. */
  calls(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return this.counts;
  }

  clear(): void {
    this.entries = [];
    this.sequence = 0;
    this.counts = {};
  }
}

/** A copy in which no secret is left, however deep it lies. */
function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, secrets.test(key) ? '[redacted]' : redacted(one)]),
  );
}
