/** The values of a statement whose text is put together: the text only ever says $1, $2, ... */
export class Bindings {
  private readonly bound: unknown[];

  constructor(first: readonly unknown[]) {
    this.bound = [...first];
  }

  /** Binds one more value; returns its placeholder. */
  add(value: unknown): string {
    return `$${this.bound.push(value)}`;
  }

  get values(): readonly unknown[] {
    return [...this.bound];
  }
}
