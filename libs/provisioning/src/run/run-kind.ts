/**
 * What makes many changes at once: each is planned whole, and held whole where it would pass a threshold. `trickle`
 * is what single requests have added up to once the budget of their kind was spent; `preview` is a plan that nobody
 * means to carry out.
 */
export const runKinds = [
  'firstSync',
  'settings',
  'pull',
  'resync',
  'rebuild',
  'deletion',
  'trickle',
  'preview',
] as const;
export type RunKind = (typeof runKinds)[number];

/**
 * How far a run is. While one is `gathering` what it is about, or `planning`, nothing of its connection is carried
 * out: a change that slipped through would be in no plan.
 */
export const runStates = [
  'gathering',
  'planning',
  /** It waits for somebody. */
  'held',
  /** All that was held has been approved, dropped or has fallen out; or it passed no threshold. */
  'released',
  /** A later run of its kind plans all of it anew. */
  'superseded',
  /** A preview, planned. */
  'shown',
] as const;
export type RunState = (typeof runStates)[number];

/** What has become of one change that a run has planned. */
export const itemStates = [
  'held',
  /** Somebody, or a threshold that was not passed, lets it happen. */
  'approved',
  'applied',
  /** Something else is desired by now: it was planned anew. */
  'moved',
  'dropped',
  /** Of a preview. */
  'shown',
] as const;
export type ItemState = (typeof itemStates)[number];
