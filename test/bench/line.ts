/** A number that was measured, in a unit: `calls/s`, `ms`, `MB`, or none for a share. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
}

/** What a figure or a ratio has to be. */
export interface Target {
  readonly of: 'ours' | 'ratio';
  readonly at: 'least' | 'most';
  readonly value: number;
}

/** One line of the table. */
export type Line =
  | {
      readonly kind: 'measured';
      readonly bench: string;
      readonly ours: Figure;
      /** The same measured in the same run of somebody else, named. */
      readonly reference?: Figure & { readonly who: string };
      /** Ours over the reference's: the median of the rounds' ratios where there were rounds. */
      readonly ratio?: number;
      /** Without one the line only tells. */
      readonly target?: Target;
    }
  | { readonly kind: 'skipped'; readonly bench: string; readonly reason: string };

export type Verdict = 'pass' | 'MISSED' | 'skipped' | 'told';

export function verdictOf(line: Line): Verdict {
  if (line.kind === 'skipped') return 'skipped';
  const { target, ours, ratio } = line;
  if (!target) return 'told';
  const value = target.of === 'ours' ? ours.value : ratio;
  // A ratio that could not be formed is a miss: what was not compared has not passed.
  if (value === undefined || Number.isNaN(value)) return 'MISSED';
  const reached = target.at === 'least' ? value >= target.value : value <= target.value;
  return reached ? 'pass' : 'MISSED';
}
