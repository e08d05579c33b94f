import path from 'node:path';
import { freePort } from '#embedded-postgres';
import { Child } from './child.js';
import { sealingKeys } from './sealing-keys.js';

const entry = path.resolve(import.meta.dirname, '../../apps/scim-server/src/main.js');

/** Who may do everything, in every scim-server that is started alone. */
export const administrator = { user: 'admin', password: 'correct horse battery staple' };

/** A scim-server without pusher and simulator. */
export interface ScimServer {
  readonly origin: string;
  readonly child: Child;
}

/** Starts one on a database that is migrated, or that it migrates; on a free port unless PORT is given. */
export async function startScimServer(
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ScimServer> {
  const port = more.PORT ?? String(await freePort());
  const child = await Child.start({
    name: 'scim-server',
    command: process.execPath,
    args: ['--no-warnings', entry],
    env: {
      DATABASE_URL: databaseUrl,
      SEALING_KEYS: sealingKeys,
      ADMIN_PASSWORD: administrator.password,
      ...more,
      PORT: port,
    },
    ipc: true,
  });
  return { origin: `http://127.0.0.1:${port}`, child };
}
