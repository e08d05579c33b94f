/** How fast two clocks may run apart: a clock that is being set right by NTP runs at most 500 ppm off. */
const drift = 0.001;

/**
 * Where the store's clock stands on our monotonic one. A single reply says so only as exactly as it was quick, and
 * replies are slow when we are busy: all that were heard together say it best.
 */
export class StoreClock {
  /** The store's clock minus ours lies between these. */
  private least = -Infinity;
  private most = Infinity;
  private heardAt = 0;

  /** A statement that was sent at `asked` and had its answer at `heard` (ours) read `told` on the store's clock. */
  hear(asked: number, heard: number, told: number): void {
    const apart = (heard - this.heardAt) * drift;
    this.least = Math.max(this.least - apart, told - heard);
    this.most = Math.min(this.most + apart, told - asked);
    this.heardAt = heard;
    if (this.least <= this.most) return;
    // The store's clock was set, or another store answers.
    this.least = told - heard;
    this.most = told - asked;
  }

  /** An instant of the store's clock on ours. */
  onOurs(instant: number): number {
    return instant - (this.least + this.most) / 2;
  }
}
