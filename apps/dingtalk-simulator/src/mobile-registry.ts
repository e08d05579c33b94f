/** What the world outside the organisations knows of a number (fact sheet 3.4, 11.3). */
export interface KnownMobile {
  /** Has a DingTalk login. */
  readonly hasAccount: boolean;
  /** Certified organisations that he is in: the next must ask him (40103). */
  readonly certifiedOrgs: number;
  /** Organisations without certification that he is in: five at most (40019). */
  readonly uncertifiedOrgs: number;
  /** He wants to be asked before anybody adds him (40103). */
  readonly verifyBeforeJoin: boolean;
  /** The person who has this number, where he had another one before (60107). */
  readonly unionid: string | undefined;
}

const unknown: KnownMobile = {
  hasAccount: false,
  certifiedOrgs: 0,
  uncertifiedOrgs: 0,
  verifyBeforeJoin: false,
  unionid: undefined,
};

/** DingTalk's world of numbers, keyed `+cc-local`. */
export class MobileRegistry {
  private readonly known = new Map<string, KnownMobile>();

  of(key: string): KnownMobile {
    return this.known.get(key) ?? unknown;
  }

  set(key: string, changes: Partial<KnownMobile>): void {
    this.known.set(key, { ...this.of(key), ...changes });
  }

  entries(): readonly (readonly [string, KnownMobile])[] {
    return [...this.known];
  }

  clear(): void {
    this.known.clear();
  }
}
