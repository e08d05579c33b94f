import { startPostgresWithTemplate } from './postgres-with-template.js';
import type { PostgresWithTemplate } from './postgres-with-template.js';
import { ServicesDoor } from './services-door.js';

/** What global-teardown needs to know. */
export interface Started {
  readonly postgres: PostgresWithTemplate;
  readonly servicesDoor: ServicesDoor;
}

/** One real PostgreSQL for the whole run. It survives no power cut, and need not. */
export default async function setUp(): Promise<void> {
  const postgres = await startPostgresWithTemplate(false);
  const servicesDoor = new ServicesDoor();
  await servicesDoor.open();
  const started: Started = { postgres, servicesDoor };
  (globalThis as { started?: Started }).started = started;
}
