import { Command } from 'commander';
import { plan } from '../plan.js';
import type { PlanOptions } from '../plan.js';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

/** `plan`: what would be done, and what it would take. */
export function planCommand(terminal: Terminal): Command {
  return new Command('plan')
    .description(
      'what would be done in DingTalk, what that takes, and who would be written to; changes nothing',
    )
    .addArgument(word('connection', 'by id or name'))
    .option('--person <person>', 'only for this one, by userName or id')
    .option('--json', 'as JSON, with every change')
    .action((connection: string, options: PlanOptions) =>
      terminal.report(({ api }) => plan(api, connection, options)),
    );
}
