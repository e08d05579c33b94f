/** Bounds of an organisation; null: none that is known (fact sheet 6.5, 9, 14.7). */
export interface Caps {
  /** People; `level`: as many as the verification level allows. */
  headcount: number | 'level' | null;
  /** People added in seven days: refused by -1. */
  weeklyAdditions: number | null;
  /** Departments in all: 60110. */
  departments: number | null;
  /** People in one department: 40023. */
  departmentMembers: number | null;
}

/** Verification of an organisation: none, advanced, intermediate (15.M5). */
export type AuthLevel = 0 | 1 | 2;

export const noCaps = (): Caps => ({
  headcount: null,
  weeklyAdditions: null,
  departments: null,
  departmentMembers: null,
});

/** Figures of an old marketing page (fact sheet 6.5). */
const headcountByLevel: Readonly<Record<AuthLevel, number>> = { 0: 50, 1: 10_000, 2: 1_000 };

export function headcountOf({ headcount }: Caps, level: AuthLevel): number {
  if (headcount === 'level') return headcountByLevel[level];
  return headcount ?? Number.POSITIVE_INFINITY;
}
