import type { Command } from 'commander';

/** Has a command take the options that name a DingTalk app; the secret itself is never an argument. */
export function withAppOptions(command: Command): Command {
  return command
    .option('--app-key <key>', 'the AppKey of a DingTalk app')
    .option('--app-secret-env <variable>', 'the environment variable that holds its AppSecret')
    .option('--oapi-base <url>', "DingTalk's first generation of the API, where it is not the usual one")
    .option('--api-base <url>', '... and its second')
    .option('--default-department <id>', 'where people without a department go; 1 is the company itself');
}
