import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Tenant } from './bridge.js';

const entry = path.resolve(import.meta.dirname, '../../apps/cli/src/main.js');

/** What a command printed, and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
}

/** Types a command of `npm run bridge` for a tenant's bridge. */
export function typed({ bridge }: Pick<Tenant, 'bridge'>, ...words: readonly string[]): Promise<Said> {
  const { origin, adminUser, adminPassword } = bridge.addresses;
  const env = { BRIDGE_URL: origin, BRIDGE_USER: adminUser, BRIDGE_PASSWORD: adminPassword };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-warnings', entry, ...words], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err });
    });
  });
}
