import type { Cancel, Clock } from '../clock.js';
import { Random } from '../random.js';
import { usualEventVariants } from './event-variants.js';
import type { EventVariants } from './event-variants.js';
import { Identifiers } from './identifiers.js';
import { Mishaps } from './mishaps.js';

/** What all ways of delivery share, until the world is reset. */
export class Surroundings {
  readonly variants: EventVariants = usualEventVariants();
  /** A sequence of its own: when something is delivered must not decide which ids people get. */
  readonly random: Random;
  readonly identifiers: Identifiers;
  readonly mishaps: Mishaps;
  /** Of events as they are born, in their order: when another is delivered must not decide about them either. */
  readonly born: { readonly random: Random; readonly identifiers: Identifiers; readonly mishaps: Mishaps };
  private readonly waiting = new Set<Cancel>();

  constructor(
    private readonly clock: Clock,
    seed: number,
  ) {
    this.random = new Random(seed + 1);
    this.identifiers = new Identifiers(this.random);
    this.mishaps = new Mishaps(this.random);
    const born = new Random(seed + 2);
    this.born = { random: born, identifiers: new Identifiers(born), mishaps: new Mishaps(born) };
  }

  now(): number {
    return this.clock.now();
  }

  /** Runs something once the simulated time has come. */
  after(ms: number, run: () => void): Cancel {
    const cancel = this.clock.after(ms, () => {
      this.waiting.delete(stop);
      run();
    });
    const stop = () => {
      this.waiting.delete(stop);
      cancel();
    };
    this.waiting.add(stop);
    return stop;
  }

  /**
   * Runs something when an answer from outside has not come in time. A jump of the clock is one moment, in which nobody
   * could answer: who was asked within it has his time from there.
   */
  unanswered(ms: number, run: () => void): Cancel {
    let couldAnswer = false;
    const turn = setImmediate(() => {
      couldAnswer = true;
    });
    let stop: Cancel;
    const wait = () => {
      stop = this.after(ms, () => {
        if (couldAnswer) run();
        else wait();
      });
    };
    wait();
    return () => {
      clearImmediate(turn);
      stop();
    };
  }

  /** Nothing is waited for any more. */
  close(): void {
    for (const stop of this.waiting) stop();
  }
}
