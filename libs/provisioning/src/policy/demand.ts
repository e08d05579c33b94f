import type { ChangeKind } from './change-kind.js';
import type { Limit } from './limit.js';

/** What a planned change asks of the policy before it may be carried out. */
export interface Demand {
  readonly kind: ChangeKind;
  /** How many of its kind it is: the people whom a role loses; all else is one. */
  readonly units: number;
  /** Stands for what is desired: two plans towards the same state have the same. */
  readonly fingerprint: string;
  /** How many of its kind a day may bring; null: any number. */
  readonly budget: Limit | null;
  /** Nothing is written at all. */
  readonly dryRun: boolean;
}
