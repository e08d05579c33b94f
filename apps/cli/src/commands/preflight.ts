import { Command, Option } from 'commander';
import type { PreflightOptions } from '../preflight.js';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

/** `preflight`: what keeps whom from being made, before anything is written? */
export function preflightCommand(terminal: Terminal): Command {
  return new Command('preflight')
    .description(
      'what keeps whom from being made, and who is in DingTalk already? Writes nothing there. ' +
        'Ends with 0, or 1 with something to mend',
    )
    .addArgument(word('connection', 'by id or name'))
    .addOption(new Option('--csv', 'every finding, as a table').conflicts('json'))
    .option('--json', 'the report with every finding, as JSON')
    .addOption(new Option('--lang <language>', 'the language of the answer').choices(['en', 'zh']))
    .action((connection: string, options: PreflightOptions) =>
      terminal.report(async ({ api }) =>
        (await import('../preflight.js')).preflight(api, connection, options, process.env),
      ),
    );
}
