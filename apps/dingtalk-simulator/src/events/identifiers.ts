import type { Random } from '../random.js';

const hex = '0123456789abcdef';

/** Ids of events, frames and tickets in the shapes that DingTalk gives them (fact sheet 7.3). */
export class Identifiers {
  private frames = 0;

  constructor(private readonly random: Random) {}

  uuid(): string {
    return [8, 4, 4, 4, 12].map((length) => this.random.text(length, hex)).join('-');
  }

  eventId(): string {
    return this.random.text(32, hex);
  }

  bizId(): string {
    return String(100_000_000 + this.random.below(900_000_000));
  }

  /** Like `213d841d_972_1898bb26334_70a7`. */
  messageId(at: number): string {
    this.frames += 1;
    return [this.random.text(8, hex), this.frames, at.toString(16), this.random.text(4, hex)].join('_');
  }

  nonce(): string {
    return this.random.text(8);
  }
}
