import { Initial1764000000000 } from './initial-1764000000000.js';
import { Run1764000120000 } from './run-1764000120000.js';

/** Listed by class: oldest first, forward only. */
export const migrations = [Initial1764000000000, Run1764000120000] as const;
