import type { FastifyInstance } from 'fastify';
import type { World } from '../world.js';
import { registerCallBackApi } from './call-back-api.js';
import { registerEventControl } from './control.js';
import { Exchange } from './exchange.js';
import { registerGateway } from './gateway.js';

/** Joins the world with whoever listens to it; ends every connection when the server closes. */
export function registerEvents(server: FastifyInstance, world: World): void {
  let exchange = new Exchange(world);
  const watcher = {
    acted: (...told: Parameters<Exchange['publish']>) => {
      exchange.publish(...told);
    },
    forgotten: () => {
      exchange.close();
      exchange = new Exchange(world);
    },
  };
  world.watchers.add(watcher);
  registerGateway(server, world, () => exchange);
  registerCallBackApi(server, world, () => exchange);
  registerEventControl(server, () => exchange);
  server.addHook('preClose', (done) => {
    world.watchers.delete(watcher);
    exchange.close();
    world.schedule.clear();
    done();
  });
}
