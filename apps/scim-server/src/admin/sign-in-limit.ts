const tries = 10;
const windowMs = 60_000;
const rememberAtMost = 10_000;

/** Slows down guessing: ten tries a minute for a name, in this process. */
export class SignInLimit {
  private readonly seen = new Map<string, { count: number; until: number }>();

  mayTry(name: string, now = Date.now()): boolean {
    const found = this.seen.get(name);
    if (!found || found.until <= now) {
      if (this.seen.size >= rememberAtMost) this.seen.clear();
      this.seen.set(name, { count: 1, until: now + windowMs });
      return true;
    }
    found.count += 1;
    return found.count <= tries;
  }

  forget(name: string): void {
    this.seen.delete(name);
  }
}
