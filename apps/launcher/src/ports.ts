import { createServer } from 'node:net';

/** Somebody listens already on a port that is needed. */
export class PortBusy extends Error {
  override readonly name = 'PortBusy';
}

/** @throws PortBusy saying which port, what for, and how to choose others */
export async function demandFreePorts(ports: Readonly<Record<string, number>>): Promise<void> {
  for (const [purpose, port] of Object.entries(ports)) {
    if (!(await isFree(port))) {
      const message = `Port ${String(port)} (${purpose}) is in use. Is the bridge running already? Another first port: PORT=4000 npm start`;
      throw new PortBusy(message);
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
