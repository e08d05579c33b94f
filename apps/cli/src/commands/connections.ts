import { Command } from 'commander';
import { appOf } from '../app-options.js';
import type { AppOptions } from '../app-options.js';
import { connectionPath } from '../connection-path.js';
import { createConnection, ensureConnection } from '../create-connection.js';
import type { CreateOptions } from '../create-connection.js';
import { readJsonFile } from '../json-file.js';
import type { Bridge, Terminal } from '../terminal.js';
import { withAppOptions } from './app-flags.js';
import { word } from './word.js';

/** `connections`: everything about one connection that is not a noun of its own. */
export function connectionCommands(terminal: Terminal): Command {
  const connections = new Command('connections').description('one SCIM side joined to one DingTalk');
  addMaking(connections, terminal);
  addLooking(connections, terminal);
  addSettings(connections, terminal);
  addActs(connections, terminal);
  return connections;
}

function addMaking(connections: Command, terminal: Terminal): void {
  const sample = ['--sample', 'with a few people who were there before'] as const;
  const mirror = ['--mirror', 'shows DingTalk to SCIM, read-only, instead of writing it'] as const;
  withAppOptions(connections.command('create'))
    .description('a connection to the DingTalk app of the options, else to a simulated company of its own')
    .addArgument(word('name'))
    .option(...sample)
    .option(...mirror)
    .action((name: string, options: CreateOptions) =>
      terminal.json(({ api, access }) => createConnection(api, access, name, options)),
    );
  withAppOptions(connections.command('ensure'))
    .description('as create; where there is one of this name already, only a new token for it')
    .addArgument(word('name'))
    .option(...sample)
    .option(...mirror)
    .action((name: string, options: CreateOptions) =>
      terminal.json(({ api, access }) => ensureConnection(api, access, name, options)),
    );
}

function addLooking(connections: Command, terminal: Terminal): void {
  connections
    .command('list')
    .description('all connections')
    .action(() => terminal.json(({ api }) => api.call('GET', '/connections')));
  connections
    .command('ended')
    .description('those that have ended: when, by whom, and whether DingTalk was left as it was')
    .action(() => terminal.json(({ api }) => api.call('GET', '/ended-connections')));
  connections
    .command('show')
    .description('one connection')
    .addArgument(word('id'))
    .action((id: string) => terminal.json(({ api }) => api.call('GET', connectionPath(id))));
  connections
    .command('links')
    .description('how each person and department stands')
    .addArgument(word('id'))
    .option('--outcome <outcome>', 'only these: converged, retry, waiting, held or blocked')
    .action((id: string, { outcome }: { readonly outcome?: string }) => {
      const only = outcome === undefined ? '' : `&outcome=${encodeURIComponent(outcome)}`;
      return terminal.json(({ api }) => api.call('GET', `${connectionPath(id)}/links?limit=1000${only}`));
    });
  connections
    .command('troubles')
    .description(
      'why it, or a lane of it, stands still, since when, when it is tried next, where that is mended',
    )
    .addArgument(word('id'))
    .action((id: string) => terminal.json(({ api }) => api.call('GET', `${connectionPath(id)}/troubles`)));
  connections
    .command('activity')
    .description('what was done, newest first; personal data is masked')
    .addArgument(word('id'))
    .option('--person <resource>', 'only of this person')
    .action((id: string, { person }: { readonly person?: string }) => {
      const only = person === undefined ? '' : `&person=${encodeURIComponent(person)}`;
      return terminal.json(({ api }) => api.call('GET', `${connectionPath(id)}/activity?limit=1000${only}`));
    });
}

function addSettings(connections: Command, terminal: Terminal): void {
  connections
    .command('settings')
    .description('the settings, with the mapping of fields')
    .addArgument(word('id'))
    .option('--set <file>', '... replaced by those in a JSON file; - reads standard input')
    .option(
      '--version <number>',
      'with --set: only where they are still those of this settingsVersion, as `connections show` tells it',
    )
    .action((id: string, { set, version }: { readonly set?: string; readonly version?: string }) =>
      terminal.json(async ({ api }) => {
        if (set === undefined) return api.call('GET', `${connectionPath(id)}/settings`);
        const seen = version ?? String(await settingsVersionOf(api, id));
        const at = `${connectionPath(id)}/settings?version=${encodeURIComponent(seen)}`;
        return api.call('PUT', at, await readJsonFile(set));
      }),
    );
  connections
    .command('preview')
    .description('what each DingTalk field of a person would be, and from which attribute')
    .addArgument(word('id'))
    .addArgument(word('person', 'userName or id'))
    .option('--set <file>', 'by the settings in a JSON file, before they are saved')
    .action((id: string, person: string, { set }: { readonly set?: string }) =>
      terminal.json(async ({ api }) =>
        api.call('POST', `${connectionPath(id)}/preview`, {
          person,
          ...(set === undefined ? {} : { settings: await readJsonFile(set) }),
        }),
      ),
    );
}

async function settingsVersionOf(api: Bridge['api'], id: string): Promise<number> {
  return (await api.call<{ readonly settingsVersion: number }>('GET', connectionPath(id))).settingsVersion;
}

function addActs(connections: Command, terminal: Terminal): void {
  connections
    .command('recreate')
    .description(
      "a person's mobile has changed: delete the account in DingTalk and make it again; files, chats and " +
        'approvals there are lost',
    )
    .addArgument(word('id'))
    .addArgument(word('resource'))
    .action((id: string, person: string) =>
      terminal.json(({ api }) =>
        api.call('POST', `${connectionPath(id)}/people/${encodeURIComponent(person)}/recreate`),
      ),
    );
  connections
    .command('retry')
    .description('look again at all that waits or is blocked')
    .addArgument(word('id'))
    .action((id: string) => terminal.json(({ api }) => api.call('POST', `${connectionPath(id)}/retry`)));
  connections
    .command('credentials')
    .description('another AppSecret, or another app of the same organisation')
    .addArgument(word('id'))
    .requiredOption('--app-key <key>', 'the AppKey of the app')
    .requiredOption('--app-secret-env <variable>', 'the environment variable that holds its AppSecret')
    .action((id: string, options: AppOptions) =>
      terminal.json(({ api }) => api.call('PUT', `${connectionPath(id)}/credentials`, appOf(options))),
    );
  connections
    .command('delete')
    .description(
      'end a connection: its tokens open nothing any more, DingTalk stays as it is. With --with-accounts all that is ' +
        'its own there is planned to go first, and waits for an approval: holds',
    )
    .addArgument(word('id'))
    .option('--with-accounts', 'also what it has made in DingTalk')
    .action((id: string, { withAccounts = false }: { readonly withAccounts?: boolean }) =>
      terminal.json(({ api }) =>
        api.call('DELETE', `${connectionPath(id)}?accounts=${withAccounts ? 'remove' : 'keep'}`),
      ),
    );
  connections
    .command('reopen')
    .description('take back that it is to end with all that is its own: everything is planned anew')
    .addArgument(word('id'))
    .action((id: string) => terminal.json(({ api }) => api.call('POST', `${connectionPath(id)}/reopen`)));
  connections
    .command('resume')
    .description('end a quarantine')
    .addArgument(word('id'))
    .action((id: string) => terminal.json(({ api }) => api.call('POST', `${connectionPath(id)}/resume`)));
}
