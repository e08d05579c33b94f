import { parseArgs } from 'node:util';
import { readAccess } from './access.js';
import type { Access } from './access.js';
import { AdminApi, AdminApiError } from './admin-api.js';
import { createConnection, ensureConnection } from './connections.js';
import { readJsonFile } from './json-file.js';
import { doctor } from './doctor.js';

const usage = `bridge: administer a running bridge; prints JSON

  doctor CONNECTION                  are AppKey, AppSecret, permissions and scope as they must be? By id or
                                     name; writes nothing in DingTalk. Ends with 0, or 1 with something to mend
      [--lang en|zh] [--json]
  doctor --app-key K --app-secret-env VAR [--oapi-base URL] [--api-base URL] [--default-department ID]
                                     ... of an app that no connection has yet

  connections create NAME [--sample] an empty connection on a simulated company of its own,
                                     empty too, or with a few people who were there before
      --app-key K --app-secret-env VAR [--oapi-base URL] [--api-base URL]
                                     ... on this DingTalk app; VAR holds its AppSecret
      --default-department ID        where people without a department go; 1 is the company itself
  connections list
  connections show ID
  connections links ID [--outcome converged|retry|waiting|held|blocked]
  connections settings ID            the settings, with the mapping of fields
      --set FILE                     ... replaced by those in a JSON file; - reads standard input
  connections preview ID PERSON      what each DingTalk field of a person (userName or id) would be,
                                     and from which attribute
      --set FILE                     ... by the settings in a JSON file, before they are saved
  connections activity ID [--person RESOURCE]
                                     what was done, newest first; personal data is masked
  connections recreate ID RESOURCE   a person's mobile has changed: delete the account in DingTalk and
                                     make it again; files, chats and approvals there are lost
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
  set: { type: 'string' },
  person: { type: 'string' },
  label: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  'expires-at': { type: 'string' },
  help: { type: 'boolean' },
} as const;

interface Command {
  /** How many words follow noun and verb. */
  readonly takes: number;
  readonly run: (
    api: AdminApi,
    given: Given,
    words: readonly [string, string],
    access: Access,
  ) => Promise<unknown>;
}

const at = (id: string) => `/connections/${encodeURIComponent(id)}`;

/** One verb tree; every command goes through the admin API. */
const commands: Readonly<Record<string, Command>> = {
  'connections create': {
    takes: 1,
    run: (api, given, [name], access) => createConnection(api, access, name, given),
  },
  'connections ensure': {
    takes: 1,
    run: (api, given, [name], access) => ensureConnection(api, access, name, given),
  },
  'connections list': { takes: 0, run: (api) => api.call('GET', '/connections') },
  'connections show': { takes: 1, run: (api, _, [id]) => api.call('GET', at(id)) },
  'connections links': {
    takes: 1,
    run: (api, { outcome }, [id]) => {
      const only = outcome === undefined ? '' : `&outcome=${encodeURIComponent(outcome)}`;
      return api.call('GET', `${at(id)}/links?limit=1000${only}`);
    },
  },
  'connections settings': {
    takes: 1,
    run: async (api, { set }, [id]) =>
      set === undefined
        ? api.call('GET', `${at(id)}/settings`)
        : api.call('PUT', `${at(id)}/settings`, await readJsonFile(set)),
  },
  'connections preview': {
    takes: 2,
    run: async (api, { set }, [id, person]) =>
      api.call('POST', `${at(id)}/preview`, {
        person,
        ...(set === undefined ? {} : { settings: await readJsonFile(set) }),
      }),
  },
  'connections activity': {
    takes: 1,
    run: (api, { person }, [id]) => {
      const only = person === undefined ? '' : `&person=${encodeURIComponent(person)}`;
      return api.call('GET', `${at(id)}/activity?limit=1000${only}`);
    },
  },
  'connections recreate': {
    takes: 2,
    run: (api, _, [id, person]) =>
      api.call('POST', `${at(id)}/people/${encodeURIComponent(person)}/recreate`),
  },
  'connections retry': { takes: 1, run: (api, _, [id]) => api.call('POST', `${at(id)}/retry`) },
  'connections resume': { takes: 1, run: (api, _, [id]) => api.call('POST', `${at(id)}/resume`) },
  'tokens list': { takes: 1, run: (api, _, [id]) => api.call('GET', `${at(id)}/tokens`) },
  'tokens create': {
    takes: 1,
    run: (api, { label, 'expires-at': expiresAt }, [id]) =>
      api.call('POST', `${at(id)}/tokens`, {
        ...(label ? { label } : {}),
        ...(expiresAt ? { expiresAt } : {}),
      }),
  },
  'tokens revoke': {
    takes: 2,
    run: async (api, _, [id, token]) => {
      await api.call('DELETE', `${at(id)}/tokens/${encodeURIComponent(token)}`);
      return { revoked: token };
    },
  },
};

/** The command that the words name, with all it takes and no more. */
function commandOf([noun = '', verb = '', ...rest]: readonly string[]): Command | undefined {
  const command = Object.hasOwn(commands, `${noun} ${verb}`) ? commands[`${noun} ${verb}`] : undefined;
  return command?.takes === rest.length && !rest.includes('') ? command : undefined;
}

/** A connection, or an app, and one of them only. */
function asksForDoctor(words: readonly string[], { 'app-key': appKey, lang }: Given): boolean {
  const speaks = lang === undefined || lang === 'en' || lang === 'zh';
  return speaks && words.length === (appKey === undefined ? 1 : 0) && !words.includes('');
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
  if (parsed.values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [noun, ...rest] = parsed.positionals;
  const examines = noun === 'doctor' && asksForDoctor(rest, parsed.values);
  const command = commandOf(parsed.positionals);
  if (!command && !examines) return complain(usage, 2);
  const access = readAccess(process.env);
  if (!access)
    return complain(
      'No bridge is known here: start one with npm start, or set BRIDGE_URL and BRIDGE_PASSWORD.',
      examines ? 2 : 1,
    );
  try {
    if (!command) {
      const { text, code } = await doctor(new AdminApi(access), parsed.values, rest[0], process.env);
      process.stdout.write(`${text}\n`);
      return code;
    }
    const [, first = '', second = ''] = rest;
    const result = await command.run(new AdminApi(access), parsed.values, [first, second], access);
    process.stdout.write(`${JSON.stringify(result ?? {}, null, 2)}\n`);
    return 0;
  } catch (error) {
    // A doctor who could not look has found nothing: that is neither 0 nor 1.
    if (error instanceof AdminApiError) return complain(error.message, examines ? 2 : 1);
    throw error;
  }
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

process.exitCode = await main();
