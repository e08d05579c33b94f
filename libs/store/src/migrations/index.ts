import { Initial1764000000000 } from './initial-1764000000000.js';
import { Mirror1764000150000 } from './mirror-1764000150000.js';

/** Listed by class: oldest first, forward only. */
export const migrations = [Initial1764000000000, Mirror1764000150000] as const;
