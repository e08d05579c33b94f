/** What each contestant scored, a number a round. */
export type Scores<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Lets every contestant run once a round. Each round begins with another one: whoever goes first finds the machine in
 * another state than whoever goes last.
 */
export async function rotated<Name extends string, Score>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Promise<Score>>>,
): Promise<Readonly<Record<Name, readonly Score[]>>> {
  const names = Object.keys(contestants) as Name[];
  const scores = Object.fromEntries(names.map((name) => [name, [] as Score[]])) as Record<Name, Score[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < names.length; place += 1) {
      const name = names[(round + place) % names.length] as Name;
      scores[name].push(await contestants[name]());
    }
  }
  return scores;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return below === undefined || above === undefined ? NaN : (below + above) / 2;
}

/** The median of what each round says: machines have good and bad moments, and both met the same one. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, round) => value / (theirs[round] ?? NaN)));
}
