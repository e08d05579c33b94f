import { parseArgs } from 'node:util';
import { readAccess } from './access.js';
import type { Access } from './access.js';
import { AdminApi, AdminApiError } from './admin-api.js';
import { createConnection, ensureConnection } from './connections.js';

const usage = `bridge: administer a running bridge; prints JSON

  connections create NAME [--sample] an empty connection on a simulated company of its own,
                                     empty too, or with a few people who were there before
      --app-key K --app-secret-env VAR [--oapi-base URL] [--api-base URL]
                                     ... on this DingTalk app; VAR holds its AppSecret
      --default-department ID        where people without a department go; 1 is the company itself
  connections list
  connections show ID
  connections links ID [--outcome converged|retry|waiting|held|blocked]
  connections check ID               are AppKey, AppSecret and permissions as they must be?
  connections retry ID               look again at all that waits or is blocked
  connections resume ID              end a quarantine
  tokens list ID
  tokens create ID [--label TEXT] [--expires-at TIME]
  tokens revoke ID TOKEN

Reads BRIDGE_URL, BRIDGE_USER and BRIDGE_PASSWORD, else what npm start wrote into .data/demo.json.`;

const options = {
  'app-key': { type: 'string' },
  'app-secret-env': { type: 'string' },
  'oapi-base': { type: 'string' },
  'api-base': { type: 'string' },
  'default-department': { type: 'string' },
  sample: { type: 'boolean' },
  outcome: { type: 'string' },
  label: { type: 'string' },
  'expires-at': { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** One verb tree; every command goes through the admin API. @returns undefined for words it does not know */
async function run(access: Access, words: readonly string[], given: Given): Promise<unknown> {
  const api = new AdminApi(access);
  const [noun, verb, id = '', second = ''] = words;
  const at = `/connections/${encodeURIComponent(id)}`;
  switch (`${noun ?? ''} ${verb ?? ''}`) {
    case 'connections create':
      return id === '' ? undefined : createConnection(api, access, id, given);
    case 'connections ensure':
      return id === '' ? undefined : ensureConnection(api, access, id, given);
    case 'connections list':
      return api.call('GET', '/connections');
    case 'connections show':
      return api.call('GET', at);
    case 'connections links':
      return api.call(
        'GET',
        `${at}/links?limit=1000${given.outcome === undefined ? '' : `&outcome=${encodeURIComponent(given.outcome)}`}`,
      );
    case 'connections check':
      return api.call('POST', `${at}/check`);
    case 'connections retry':
      return api.call('POST', `${at}/retry`);
    case 'connections resume':
      return api.call('POST', `${at}/resume`);
    case 'tokens list':
      return api.call('GET', `${at}/tokens`);
    case 'tokens create': {
      const { label, 'expires-at': expiresAt } = given;
      return api.call('POST', `${at}/tokens`, {
        ...(label ? { label } : {}),
        ...(expiresAt ? { expiresAt } : {}),
      });
    }
    case 'tokens revoke':
      await api.call('DELETE', `${at}/tokens/${encodeURIComponent(second)}`);
      return { revoked: second };
    default:
      return undefined;
  }
}

type Given = ReturnType<typeof parse>['values'];

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true });

async function main(): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(process.argv.slice(2));
  } catch (error) {
    return complain(`${error instanceof Error ? error.message : 'bad arguments'}\n\n${usage}`, 2);
  }
  const access = readAccess(process.env);
  if (parsed.values.help || parsed.positionals.length === 0) return complain(usage, 2);
  if (!access)
    return complain(
      'No bridge is known here: start one with npm start, or set BRIDGE_URL and BRIDGE_PASSWORD.',
      1,
    );
  try {
    const result = await run(access, parsed.positionals, parsed.values);
    if (result === undefined) return complain(usage, 2);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof AdminApiError) return complain(error.message, 1);
    throw error;
  }
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

process.exitCode = await main();
