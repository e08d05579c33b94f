/** Calls that one address may make, and for how long it is banned when it made more (fact sheet 6.1). */
export interface AddressLimit {
  readonly calls: number;
  readonly windowMs: number;
  readonly banMs: number;
}

const usualLimit: AddressLimit = { calls: 10_000, windowMs: 20_000, banMs: 300_000 };

/** Counts all calls of an address, whatever they are, and bans who makes too many. */
export class AddressBans {
  limit: AddressLimit = usualLimit;
  private readonly counted = new Map<string, { since: number; calls: number; bannedUntil: number }>();

  /** Takes a call into account; false while the address is banned. */
  admit(address: string, now: number): boolean {
    const found = this.counted.get(address);
    if (found && now < found.bannedUntil) return false;
    if (!found || now - found.since >= this.limit.windowMs) {
      this.counted.set(address, { since: now, calls: 1, bannedUntil: 0 });
      return true;
    }
    found.calls += 1;
    if (found.calls <= this.limit.calls) return true;
    found.bannedUntil = now + this.limit.banMs;
    return false;
  }

  clear(): void {
    this.limit = usualLimit;
    this.counted.clear();
  }
}
