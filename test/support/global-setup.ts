import { startPostgresWithTemplate } from './postgres-with-template.js';
import type { PostgresWithTemplate } from './postgres-with-template.js';
import { SharedServices } from './shared-services.js';

/** What global-teardown needs to know. */
export interface Started {
  readonly postgres: PostgresWithTemplate;
  readonly sharedServices: SharedServices;
}

/** One real PostgreSQL for the whole run. It survives no power cut, and need not. */
export default async function setUp(): Promise<void> {
  const postgres = await startPostgresWithTemplate(false);
  const services = new SharedServices();
  await services.open();
  const started: Started = { postgres, sharedServices: services };
  (globalThis as { started?: Started }).started = started;
}
