import type { Organisation } from '../organisation.js';
import type { Parameters } from '../parameters.js';
import type { World } from '../world.js';

/** What an endpoint is given once the pipeline has let the request through. */
export interface Request {
  readonly world: World;
  readonly org: Organisation;
  readonly given: Parameters;
}

/** One path of the old API. */
export interface Endpoint {
  readonly path: string;
  /** Permission point it needs (fact sheet 8.1). */
  readonly scope: string;
  /** Does the work; what it returns becomes `result`, undefined means there is none. */
  readonly run: (request: Request) => unknown;
}
