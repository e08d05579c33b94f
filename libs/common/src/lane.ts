/**
 * What a connection's work is sorted by. Each lane has pace and trouble of its own, so that a company that
 * may add nobody any more can still remove its leavers.
 */
export const lanes = ['leavers', 'departments', 'people'] as const;
export type Lane = (typeof lanes)[number];
