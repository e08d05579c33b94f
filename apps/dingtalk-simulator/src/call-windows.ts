import type { WindowKind } from './app.js';

/** Counts calls by key in windows that stand side by side or slide along (fact sheet 14, row 21). */
export class CallWindows {
  private readonly fixed = new Map<string, { window: number; calls: number }>();
  private readonly sliding = new Map<string, number[]>();

  /** Takes a call into account; false when the window is full: such a call is not counted (6.2). */
  admit(key: string, limit: number, lengthMs: number, now: number, kind: WindowKind = 'fixed'): boolean {
    return kind === 'fixed'
      ? this.admitFixed(key, limit, lengthMs, now)
      : this.admitSliding(key, limit, lengthMs, now);
  }

  clear(): void {
    this.fixed.clear();
    this.sliding.clear();
  }

  private admitFixed(key: string, limit: number, lengthMs: number, now: number): boolean {
    const window = Math.floor(now / lengthMs);
    const found = this.fixed.get(key);
    if (found?.window !== window) {
      this.fixed.set(key, { window, calls: 1 });
      return limit > 0;
    }
    if (found.calls >= limit) return false;
    found.calls += 1;
    return true;
  }

  private admitSliding(key: string, limit: number, lengthMs: number, now: number): boolean {
    const times = (this.sliding.get(key) ?? []).filter((at) => at > now - lengthMs);
    const admitted = times.length < limit;
    if (admitted) times.push(now);
    this.sliding.set(key, times);
    return admitted;
  }
}
