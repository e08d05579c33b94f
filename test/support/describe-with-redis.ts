import { describe } from '@jest/globals';
import { ownRedisMissing } from './redis.js';

/** A suite that needs a Redis of its own; where there is none it is skipped and says so. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (ownRedisMissing === undefined) describe(name, suite);
  else describe.skip(`${name} (${ownRedisMissing})`, suite);
}
