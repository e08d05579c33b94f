import { Command } from 'commander';
import type { ExplainOptions } from '../explain.js';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

/** `explain`: why does a person or department stand as it does? */
export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description(
      'why a person or department stands as it does: read, mapped, matched and planned; applies nothing',
    )
    .addArgument(word('connection', 'by id or name'))
    .addArgument(word('person', 'id or userName; of a department its id or displayName'))
    .option('--json', 'the whole trace, as JSON')
    .action((connection: string, person: string, options: ExplainOptions) =>
      terminal.report(async ({ api }) =>
        (await import('../explain.js')).explain(api, 'explain', connection, person, options),
      ),
    );
}
