const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Deterministic from its seed (mulberry32), so that a run can be repeated. */
export class Random {
  private state: number;
  private departmentId = 380_000_000;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Where the sequence stands, to go on from there after a restart. */
  position(): { readonly state: number; readonly departmentId: number } {
    return { state: this.state, departmentId: this.departmentId };
  }

  resume({ state, departmentId }: { readonly state: number; readonly departmentId: number }): void {
    this.state = state;
    this.departmentId = departmentId;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  text(length: number, alphabet = alphanumeric): string {
    return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join('');
  }

  requestId(): string {
    return this.text(13, 'abcdefghijklmnopqrstuvwxyz0123456789');
  }

  /** Ids of departments grow by random steps. */
  nextDepartmentId(): number {
    this.departmentId += 1 + this.below(400_000);
    return this.departmentId;
  }

  userid(): string {
    return this.text(16 + this.below(3), '0123456789');
  }

  unionid(): string {
    return `${this.text(18 + this.below(16))}iE`;
  }

  /** An order that DingTalk chose itself: eighteen digits, beyond what a double holds. */
  memberOrder(): bigint {
    return BigInt(`17637${this.text(10, '0123456789')}512`);
  }
}
