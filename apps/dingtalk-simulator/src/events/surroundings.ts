import { Random } from '../random.js';
import type { World } from '../world.js';
import type { EventVariants } from './event-variants.js';
import { usualEventVariants } from './event-variants.js';
import { Identifiers } from './identifiers.js';
import { Mishaps } from './mishaps.js';
import type { Schedule } from './schedule.js';

/** What all ways of delivery share, until the world is reset. */
export class Surroundings {
  readonly variants: EventVariants = { ...usualEventVariants };
  /** A sequence of its own: when something is delivered must not decide which ids people get. */
  readonly random: Random;
  readonly identifiers: Identifiers;
  readonly mishaps: Mishaps;

  constructor(private readonly world: World) {
    this.random = new Random(world.random.position().state + 1);
    this.identifiers = new Identifiers(this.random);
    this.mishaps = new Mishaps(this.random);
  }

  get schedule(): Schedule {
    return this.world.schedule;
  }

  now(): number {
    return this.world.now();
  }
}
