import { Initial1764000000000 } from './initial-1764000000000.js';
import { Quarantine1764000130000 } from './quarantine-1764000130000.js';

/** Listed by class: oldest first, forward only. */
export const migrations = [Initial1764000000000, Quarantine1764000130000] as const;
