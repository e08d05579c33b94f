import type { FastifyInstance } from 'fastify';
import type { World } from '../world.js';
import { registerApps } from './apps.js';
import { registerClock } from './clock.js';
import { registerFaults } from './faults.js';
import { registerMobiles } from './mobiles.js';
import { registerObservation } from './observation.js';
import { registerOrganisations } from './organisations.js';
import { registerVariants } from './variants.js';

/** The control plane: what a test or a person does to the world that no DingTalk client could. */
export function registerControl(server: FastifyInstance, world: World): void {
  registerObservation(server, world);
  registerOrganisations(server, world);
  registerApps(server, world);
  registerMobiles(server, world);
  registerFaults(server, world);
  registerVariants(server, world);
  registerClock(server, world);
}
