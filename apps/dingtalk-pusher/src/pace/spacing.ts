/**
 * How evenly calls must arrive. DingTalk allows so many in a second, and does not say whether its seconds are those of
 * the clock or the last one before each call (fact sheet 14.21). Calls that leave evenly, `apart` from each other,
 * break neither rule as long as the latest of them arrives less than `allowed * apart - 1,000` ms later than the
 * earliest would have: this is the spread there is to spend.
 */
const spreadMs = 50;

/** Ours: a slot that a stalled process comes to later than this is given up, not fired late. The rest is the network's. */
export const lateMs = 12;

/** A slot that nobody took in time may be taken this much after it; it has to reach us before it is late. */
export const graceMs = 6;

/** The distance between two calls where DingTalk allows `callsPerSecond`: 52.5 ms at 20, which uses 0.952 of them. */
export const apartMs = (callsPerSecond: number): number => (1_000 + spreadMs) / callsPerSecond;
