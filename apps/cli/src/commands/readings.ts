import { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

/** `drift`: what in DingTalk is not as it was left? */
export function driftCommand(terminal: Terminal): Command {
  return new Command('drift')
    .description('what in DingTalk is not as it was left? Ends with 0, or 1 with something to look at')
    .addArgument(word('connection', 'by id or name'))
    .option('--repair', 'mend what differs, as a run that is held over its thresholds')
    .action((connection: string, options: { readonly repair?: boolean }) =>
      terminal.report(async ({ api }) =>
        (await import('../reading.js')).lookForDrift(api, connection, options),
      ),
    );
}

/** `rebuild`: what in DingTalk did an earlier store of this connection make? */
export function rebuildCommand(terminal: Terminal): Command {
  return new Command('rebuild')
    .description('find again in DingTalk what a lost store had made; what follows waits on a held plan')
    .addArgument(word('connection', 'by id or name'))
    .action((connection: string) =>
      terminal.report(async ({ api }) => (await import('../reading.js')).beginRebuild(api, connection)),
    );
}
