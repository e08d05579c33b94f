import { Command } from 'commander';
import { connectionIdOf } from '../connection-id.js';
import { connectionPath } from '../connection-path.js';
import type { Bridge, Terminal } from '../terminal.js';
import { word } from './word.js';

interface Chosen {
  readonly checksum: string;
  readonly places?: string;
  readonly kinds?: string;
}

/** `holds`: what waits for somebody's word before it is carried out. */
export function holdCommands(terminal: Terminal): Command {
  const holds = new Command('holds').description('what waits for somebody before it is carried out');
  holds
    .command('list')
    .description('the held plans of a connection, and how much each lists')
    .addArgument(word('connection', 'by id or name'))
    .action((connection: string) =>
      terminal.json(async ({ api }) => api.call('GET', `${await runsOf(api, connection)}?state=held`)),
    );
  holds
    .command('show')
    .description('a held plan: its checksum, what it adds up to, and its changes; personal data is masked')
    .addArgument(word('connection', 'by id or name'))
    .addArgument(word('hold'))
    .option('--after <place>', 'only what is behind this place', '0')
    .action((connection: string, hold: string, { after }: { readonly after: string }) =>
      terminal.json(async ({ api }) => {
        const at = `${await runsOf(api, connection)}/${encodeURIComponent(hold)}`;
        const run = await api.call<object>('GET', at);
        const page = `limit=1000&after=${encodeURIComponent(after)}`;
        return { ...run, changes: await api.call('GET', `${at}/changes?${page}`) };
      }),
    );
  addDecision(holds, terminal, 'approve', 'lets what was shown be carried out, once; removals within 7 days');
  addDecision(holds, terminal, 'drop', 'refuses what was shown, until something else is desired');
  return holds;
}

function addDecision(holds: Command, terminal: Terminal, verb: 'approve' | 'drop', about: string): void {
  holds
    .command(verb)
    .description(about)
    .addArgument(word('connection', 'by id or name'))
    .addArgument(word('hold'))
    .requiredOption('--checksum <text>', 'of the list as it was shown')
    .option('--places <numbers>', 'only these places on it, as in 1,2,5')
    .option('--kinds <kinds>', 'only these kinds, as in leavers,updates')
    .action((connection: string, hold: string, { checksum, places, kinds }: Chosen) =>
      terminal.json(async ({ api }) =>
        api.call('POST', `${await runsOf(api, connection)}/${encodeURIComponent(hold)}/${verb}`, {
          checksum,
          ...(places === undefined ? {} : { places: places.split(',').map(Number) }),
          ...(kinds === undefined ? {} : { kinds: kinds.split(',') }),
        }),
      ),
    );
}

const runsOf = async (api: Bridge['api'], connection: string): Promise<string> =>
  `${connectionPath(await connectionIdOf(api, connection))}/runs`;
