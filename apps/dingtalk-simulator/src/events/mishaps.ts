import type { Random } from '../random.js';
import type { Chance } from './event-variants.js';

/** Decides what goes wrong, from the seed or by counting. */
export class Mishaps {
  private readonly counted = new Map<string, number>();

  constructor(private readonly random: Random) {}

  strikes(what: string, chance: Chance): boolean {
    if (chance === 0) return false;
    if (typeof chance === 'number') return this.random.next() < chance;
    const count = (this.counted.get(what) ?? 0) + 1;
    this.counted.set(what, count);
    return count % chance.every === 0;
  }
}
