import { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { optionalWord, word } from './word.js';

interface SyncOptions {
  readonly json?: boolean;
  readonly full?: boolean;
}

/** `sync`: a connection's Source is read, or one person is taken all the way to DingTalk. */
export function syncCommand(terminal: Terminal): Command {
  return new Command('sync')
    .description(
      'read the Source of a connection now, with a progress bar; or take one person or department through read, map, ' +
        'match, plan and apply. Ends with 0 where all is done, or in step, with 1 where not',
    )
    .addArgument(word('connection', 'by id or name'))
    .addArgument(optionalWord('person', 'id or userName; of a department its id or displayName'))
    .option('--full', 'of a Source: everything, not only what has changed')
    .option('--json', 'the run, or the whole trace, as JSON')
    .action((connection: string, person: string | undefined, options: SyncOptions) =>
      terminal.report(async ({ api }) =>
        person === undefined
          ? (await import('../sync-source.js')).syncSource(api, connection, options)
          : (await import('../explain.js')).explain(api, 'sync', connection, person, options),
      ),
    );
}
