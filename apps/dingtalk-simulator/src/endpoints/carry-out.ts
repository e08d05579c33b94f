import { newApp } from '../app.js';
import type { Organisation } from '../organisation.js';
import { Parameters } from '../parameters.js';
import type { World } from '../world.js';
import { endpoints } from './all.js';
import type { Request } from './endpoint.js';

/** Does the work of a path outside the pipeline: nobody asks for tokens, permissions or scope. @throws Refusal */
export function carryOut(request: Request, path: string, body: Readonly<Record<string, unknown>>): unknown {
  const endpoint = endpoints.find((one) => one.path === path);
  if (endpoint?.kind !== 'granted') throw new Error(`no work at ${path}`);
  const { variants } = request.world;
  return endpoint.read(new Parameters(body, variants), variants).run(request);
}

/** An administrator at the console: he may everything. */
export const byHand = (world: World, org: Organisation): Request => ({
  world,
  org,
  app: newApp('console', ''),
  by: 'hand',
});
