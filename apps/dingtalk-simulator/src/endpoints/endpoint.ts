import type { App } from '../app.js';
import type { Organisation } from '../organisation.js';
import type { Parameters } from '../parameters.js';
import type { Variants } from '../variants.js';
import type { World } from '../world.js';

/** Who asks for a work, and of which organisation. */
export interface Request {
  readonly world: World;
  readonly app: App;
  readonly org: Organisation;
  /** An app by a call, or an administrator by hand. */
  readonly by: 'api' | 'hand';
}

/** Departments and members that a work reads or changes: the app's contact scope must have them (11.2, step 11). */
export interface Reach {
  readonly departments?: readonly number[];
  readonly users?: readonly string[];
}

/** A request that was understood, and is still to be done. */
export interface Work {
  readonly reach: (request: Request) => Reach;
  /** Rules and commit; the value of the answer, or undefined where there is none. @throws Refusal */
  readonly run: (request: Request) => unknown;
}

interface Door {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** One path that needs a token. */
export interface Endpoint extends Door {
  readonly kind: 'granted';
  /** Permission point (fact sheet 8.1). */
  readonly permission: string;
  /** Whether the organisation's calls of the month count it (fact sheet 6.2). */
  readonly quota: 'exempt' | 'counted';
  /** The value is `result`, or lies at the top level. New paths answer it bare. */
  readonly shape: 'result' | 'fields';
  /** Code of the new generation for parameters that are missing or ill-typed. */
  readonly parameterCode: string;
  readonly read: (given: Parameters, variants: Variants) => Work;
}

/** One path that is asked without a token, as those that give one. */
export interface OpenEndpoint extends Door {
  readonly kind: 'open';
  /** @returns the whole body @throws Refusal */
  readonly answer: (world: World, given: Parameters) => Readonly<Record<string, unknown>>;
}

interface Definition<Given> extends Door {
  readonly permission: string;
  readonly quota?: Endpoint['quota'];
  readonly shape?: Endpoint['shape'];
  readonly parameterCode?: string;
  readonly read: (given: Parameters, variants: Variants) => Given;
  readonly reach?: (given: Given, request: Request) => Reach;
  readonly run: (request: Request, given: Given) => unknown;
}

/** Joins what an endpoint reads with what it does. */
export function endpoint<Given>(definition: Definition<Given>): Endpoint {
  const { method, path, permission, quota = 'exempt', shape = 'result' } = definition;
  return {
    kind: 'granted',
    method,
    path,
    permission,
    quota,
    shape,
    parameterCode: definition.parameterCode ?? 'parameter.error',
    read: (given, variants) => {
      const understood = definition.read(given, variants);
      return {
        reach: (request) => definition.reach?.(understood, request) ?? {},
        run: (request) => definition.run(request, understood),
      };
    },
  };
}

/** The generations of the API (fact sheet 1.1); what is legacy lies on the old host outside /topapi. */
export type Generation = 'topapi' | 'legacy' | 'new';

export function generationOf(path: string): Generation {
  if (path.startsWith('/topapi/')) return 'topapi';
  return path.startsWith('/v1.0/') ? 'new' : 'legacy';
}
