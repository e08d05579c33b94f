import { Command, Option } from 'commander';
import type { DoctorOptions } from '../doctor.js';
import type { Terminal } from '../terminal.js';
import { withAppOptions } from './app-flags.js';
import { optionalWord } from './word.js';

/** `doctor`: are AppKey, AppSecret, permissions and scope as they must be? */
export function doctorCommand(terminal: Terminal): Command {
  const command = withAppOptions(new Command('doctor'))
    .description(
      'are AppKey, AppSecret, permissions and scope as they must be? Writes nothing in DingTalk. ' +
        'Ends with 0, or 1 with something to mend',
    )
    .addArgument(optionalWord('connection', 'by id or name; without one, the app that the options name'))
    .addOption(new Option('--lang <language>', 'the language of the answer').choices(['en', 'zh']))
    .option('--json', 'as JSON');
  return command.action((connection: string | undefined, options: DoctorOptions) => {
    if ((connection === undefined) === (options.appKey === undefined)) {
      command.error('error: name a connection, or an app by --app-key, and one of them only');
    }
    return terminal.report(async ({ api }) =>
      (await import('../doctor.js')).doctor(api, options, connection, process.env),
    );
  });
}
