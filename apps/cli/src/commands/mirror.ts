import { Command } from 'commander';
import { connectionPath } from '../connection-path.js';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

const acts = {
  crawl: 'has the whole organisation read now',
  release: 'lets a held reading go on: whoever was not met is asked for by id, then it is shown',
  discard: 'throws a reading away: what is shown stays',
} as const;

/** `mirror`: what a connection shows of DingTalk, and how its reading goes. */
export function mirrorCommands(terminal: Terminal): Command {
  const mirror = new Command('mirror').description('what a connection shows of DingTalk');
  mirror
    .command('show')
    .description('how old it is, whom DingTalk did not confirm to be gone, how the reading goes')
    .addArgument(word('connection'))
    .action((id: string) => terminal.json(({ api }) => api.call('GET', `${connectionPath(id)}/mirror`)));
  for (const [act, description] of Object.entries(acts)) {
    mirror
      .command(act)
      .description(description)
      .addArgument(word('connection'))
      .action((id: string) =>
        terminal.json(({ api }) => api.call('POST', `${connectionPath(id)}/mirror/${act}`)),
      );
  }
  return mirror;
}
