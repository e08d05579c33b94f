import { gateKey } from '../identity.js';
import type { Presence } from '../link.js';
import type { Change } from './change.js';
import { waiting } from './ending.js';
import type { Ending } from './ending.js';

/** What a full headcount, or too many departments, stops: these and nothing else. */
export const gates = ['createAccount', 'createDepartment'] as const;
export type Gate = (typeof gates)[number];

/** Whether a gate lets through: all, one that finds out, or nobody. */
export type GateState = 'open' | 'halfOpen' | 'closed';

/** The gate that a change has to pass. */
export const gateOf = (change: Change | undefined): Gate | undefined =>
  gates.find((gate) => gate === change?.kind);

/** How a Link stands that must wait until the gate is open. */
export function atGate(gate: Gate, presence: Presence): Ending {
  return waiting(presence, gate === 'createAccount' ? 'headcount' : 'departmentCount', gateKey(gate));
}
