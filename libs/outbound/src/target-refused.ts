/** An address was asked for that nobody may reach from here, unless the operator names it. The address is not told. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
  readonly code = 'target-refused';
  constructor() {
    super('this address is private; ALLOW_PRIVATE_TARGETS does not name it');
  }
}
