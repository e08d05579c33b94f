/** A Source is somebody else's by now, or there is none any more: whoever held it writes nothing from here on. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor() {
    super('the lease of the source was lost');
  }
}
