/** What a test asked to go wrong. */
export interface Fault {
  /** Path of the API; `*` for all that take a token. */
  readonly path: string;
  readonly org?: string | undefined;
  /** How many calls it lets pass before it happens. */
  skip?: number | undefined;
  /** How many calls it happens to. */
  times: number;
  /** Does the work first, and goes wrong in the answer. */
  readonly after?: boolean | undefined;
  readonly delayMs?: number | undefined;
  /** A bare errcode; on new paths the status and code of `httpStatus` and `code`. */
  readonly errcode?: number | undefined;
  readonly subCode?: string | undefined;
  /** The code of the new API, as `system.busy`. */
  readonly code?: string | undefined;
  readonly httpStatus?: number | undefined;
  /** A page of the front proxy (15.M9), by `httpStatus` 400 or 503. */
  readonly html?: boolean | undefined;
  /** A body that is no answer. */
  readonly body?: 'garbage' | 'truncated' | 'huge' | 'nested' | 'empty' | undefined;
  /** Never answers. */
  readonly hang?: boolean | undefined;
  /** Cuts the connection before the work was done, or after it. */
  readonly cut?: 'before' | 'after' | undefined;
  /** Takes a permission point from the app, for good: the call meets its lack (15.M5). */
  readonly revoke?: string | undefined;
}

/** The faults that are still to happen. */
export class Faults {
  private readonly waiting: Fault[] = [];

  add(...faults: readonly Fault[]): void {
    this.waiting.push(...faults);
  }

  list(): readonly Fault[] {
    return this.waiting;
  }

  /** Forgets those that still wait. @param org only those that are meant for it */
  clear(org?: string): void {
    const left = org === undefined ? [] : this.waiting.filter((one) => one.org !== org);
    this.waiting.splice(0, this.waiting.length, ...left);
  }

  /** The next fault for this call, used up by one; those that still skip come nearer. @param open whether the path takes no token */
  take(path: string, org: string, open = false): Fault | undefined {
    const meant = this.waiting.filter(
      (one) => (one.path === path || (one.path === '*' && !open)) && (!one.org || one.org === org),
    );
    for (const fault of meant) {
      if ((fault.skip ?? 0) > 0) {
        fault.skip = (fault.skip ?? 0) - 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times <= 0) this.waiting.splice(this.waiting.indexOf(fault), 1);
      return fault;
    }
    return undefined;
  }
}
