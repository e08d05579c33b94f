// What our modules remember by object they must forget between two tests: what one mutant made of a thing would be told
// of the next one too, and what a test finds remembered it does not seem to reach.
const memories = [];
const KeptWeakMap = globalThis.WeakMap;

/** A WeakMap as our modules have them; anybody else's keeps what it was given. */
export class ForgetfulWeakMap extends KeptWeakMap {
  constructor(entries) {
    super(entries);
    if (!new Error().stack.includes('/dist/libs/')) return;
    this.remembered = new KeptWeakMap();
    memories.push(this);
  }
  get(key) {
    return this.remembered ? this.remembered.get(key) : super.get(key);
  }
  has(key) {
    return this.remembered ? this.remembered.has(key) : super.has(key);
  }
  set(key, value) {
    if (this.remembered) this.remembered.set(key, value);
    else super.set(key, value);
    return this;
  }
}
/** Empties them all. */
export const forget = () => {
  for (const memory of memories) memory.remembered = new KeptWeakMap();
};

/** Lets go of those whose modules are not used any more. */
export function forgetAll() {
  memories.length = 0;
}
