import { createHash } from 'node:crypto';

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
    let text = '';
    for (let n = 0; n < length; n += 1) text += alphabet[this.below(alphabet.length)] ?? '';
    return text;
  }

  requestId(): string {
    return this.text(13, 'abcdefghijklmnopqrstuvwxyz0123456789');
  }

  /** Ids of departments grow by random steps. */
  nextDepartmentId(): number {
    this.departmentId += 1 + this.below(400_000);
    return this.departmentId;
  }

  /** New answers are numbered by an upper-case UUID. */
  requestUuid(): string {
    const part = (length: number) => this.text(length, '0123456789ABCDEF');
    return [part(8), part(4), part(4), part(4), part(12)].join('-');
  }

  /** Ids of roles and of their groups. */
  roleId(): number {
    return 1_000_000_000 + this.below(2_200_000_000);
  }

  userid(): string {
    return this.text(16 + this.below(3), '0123456789');
  }

  /** An order that DingTalk chose itself: eighteen digits, beyond what a double holds. */
  memberOrder(): bigint {
    return BigInt(`17637${this.text(10, '0123456789')}512`);
  }
}

/** Whoever has a number has the same unionid always: 20 to 36 letters and digits (fact sheet 9, 11.4). */
export function unionidOf(seed: number, mobile: string): string {
  const digest = createHash('sha256')
    .update(`${String(seed)} ${mobile}`)
    .digest();
  const letters = [...digest].map((byte) => alphanumeric[byte % alphanumeric.length] ?? '').join('');
  return `${letters.slice(0, 18 + ((digest[0] ?? 0) % 14))}iE`;
}
