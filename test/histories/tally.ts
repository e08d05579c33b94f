import type { LoggedCall } from '../support/simulator-client.js';

/** What a run of histories must have walked through: each in so many of them. */
const happenings = [
  'role with people',
  'people taken out of a role',
  'role deleted',
  'role deleted by hand',
  'planned role becomes a department',
  'role that was made becomes a department',
  'department that was made becomes a role',
  'field told as not settable',
  'told field heals',
] as const;

export type Happening = (typeof happenings)[number];

const byCalls: Readonly<Record<string, Happening>> = {
  '/topapi/role/addrolesforemps': 'role with people',
  '/topapi/role/removerolesforemps': 'people taken out of a role',
  '/topapi/role/deleterole': 'role deleted',
};

/** What shows in the calls that DingTalk has carried out. */
export const happenedIn = (calls: readonly LoggedCall[]): readonly Happening[] =>
  calls.flatMap(({ path, errcode }) => (errcode === '0' && byCalls[path] ? [byCalls[path]] : []));

/** Counts in how many histories each happened: what never happens is not tested. */
export class Tally {
  private readonly counts = new Map<Happening, number>();
  private histories = 0;

  add(happened: ReadonlySet<Happening>): void {
    this.histories += 1;
    for (const one of happened) this.counts.set(one, (this.counts.get(one) ?? 0) + 1);
  }

  shown(): string {
    const told = happenings.map((one) => `${one}: ${String(this.counts.get(one) ?? 0)}`);
    return `of ${String(this.histories)} histories: ${told.join(', ')}`;
  }
}
