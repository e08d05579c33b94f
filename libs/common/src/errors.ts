/** A unique key is taken. `field` is the SCIM attribute that must change; its value is never told. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  constructor(readonly field: string) {
    super(`${field} is already in use`);
  }
}

/** The store did not answer, or is overloaded. Nothing was decided: ask again after `retryAfterSeconds`. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly retryAfterSeconds = 5;
  constructor(readonly code: string) {
    super(`the store is not available (${code})`);
  }
}

/** Something that must not happen. `code` names the place; no values are carried. */
export class Bug extends Error {
  override readonly name = 'Bug';
  constructor(readonly code: string) {
    super(`bug: ${code}`);
  }
}
