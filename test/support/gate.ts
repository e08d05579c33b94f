import { eventually } from './eventually.js';

/** Holds whoever passes until it is opened; a test knows that way that a handler is running. */
export class Gate {
  private came = 0;
  private readonly opened: Promise<void>;
  open!: () => void;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  async pass(): Promise<void> {
    this.came += 1;
    await this.opened;
  }

  /** Resolves when so many have come. */
  async arrived(count: number): Promise<void> {
    await eventually(`${String(count)} at the gate`, () => this.came >= count);
  }
}
