/** How a second is meant where DingTalk allows so many calls in one; it does not say (fact sheet 14.21). */
export const windowKinds = ['fixed', 'sliding'] as const;
export type WindowKind = (typeof windowKinds)[number];

/** Counts arrivals; answers whether one is allowed. A refused one is not counted. */
export type Window = (atMs: number) => boolean;

/** The seconds of a clock that is `phaseMs` ahead. */
function fixedWindow(allowed: number, phaseMs: number): Window {
  let second = NaN;
  let calls = 0;
  return (at) => {
    const now = Math.floor((at + phaseMs) / 1_000);
    if (now !== second) calls = 0;
    second = now;
    if (calls >= allowed) return false;
    calls += 1;
    return true;
  };
}

/** The last second before each arrival. */
function slidingWindow(allowed: number): Window {
  const arrivals: number[] = [];
  return (at) => {
    while (arrivals[0] !== undefined && arrivals[0] <= at - 1_000) arrivals.shift();
    if (arrivals.length >= allowed) return false;
    arrivals.push(at);
    return true;
  };
}

export function windowOf(kind: WindowKind, allowed: number): Window {
  switch (kind) {
    case 'fixed':
      return fixedWindow(allowed, 377);
    case 'sliding':
      return slidingWindow(allowed);
  }
}
