const bits = 65_536;

/**
 * Which records a reading has met, by the number that each has in the store: a bit for each, so that a hundred thousand
 * take twelve kilobytes and nothing has to be written down.
 */
export class Seen {
  private readonly blocks = new Map<number, Uint32Array>();

  /** @returns whether it is met for the first time */
  add(seq: number): boolean {
    const place = Math.floor(seq / bits);
    let block = this.blocks.get(place);
    if (!block) this.blocks.set(place, (block = new Uint32Array(bits / 32)));
    const [word, bit] = [(seq % bits) >>> 5, 1 << (seq % 32)];
    const before = block[word] ?? 0;
    block[word] = before | bit;
    return (before & bit) === 0;
  }

  has(seq: number): boolean {
    const word = this.blocks.get(Math.floor(seq / bits))?.[(seq % bits) >>> 5] ?? 0;
    return (word & (1 << (seq % 32))) !== 0;
  }
}
