/** A message for emit(): its payload, and the key under which equal bells are one. */
export class Bell<T> {
  constructor(
    readonly payload: T,
    /** While a job of this key waits, ringing again does nothing; while one is active, one more follows it. */
    readonly deduplicationKey: string,
  ) {}
}
