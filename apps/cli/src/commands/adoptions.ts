import { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

interface Chosen {
  readonly list: string;
  readonly places?: string;
}

const work = () => import('../adoptions.js');

const connectionWord = () => word('connection', 'by id or name');
const resourceWord = () => word('resource', 'id or userName; of a department its id or displayName');

/** `adoptions`: what was in DingTalk before, and may be taken over after a review. */
export function adoptionCommands(terminal: Terminal): Command {
  const adoptions = new Command('adoptions').description(
    'accounts and departments that were in DingTalk before, and whose they may be',
  );
  adoptions
    .command('search')
    .description('look for them by the keys of settings.adoption; nothing is taken over by that')
    .addArgument(connectionWord())
    .action((connection: string) =>
      terminal.json(async ({ api }) => (await work()).searchAdoptions(api, connection)),
    );
  adoptions
    .command('list')
    .description('what the newest search has found, by which key, what conflicts, and what was decided')
    .addArgument(connectionWord())
    .action((connection: string) =>
      terminal.json(async ({ api }) => (await work()).listAdoptions(api, connection)),
    );
  adoptions
    .command('show')
    .description('one of them: what SCIM says, what DingTalk shows, and what would be written')
    .addArgument(connectionWord())
    .addArgument(word('place', 'its place on the list'))
    .action((connection: string, place: string) =>
      terminal.json(async ({ api }) => (await work()).showAdoption(api, connection, place)),
    );
  addDecision(adoptions, terminal, 'approve', 'take over what was listed, all that has no conflict or some');
  addDecision(adoptions, terminal, 'refuse', 'refuse what was listed: it is proposed no more');
  return adoptions;
}

function addDecision(
  adoptions: Command,
  terminal: Terminal,
  verb: 'approve' | 'refuse',
  about: string,
): void {
  adoptions
    .command(verb)
    .description(about)
    .addArgument(connectionWord())
    .requiredOption('--list <id>', 'the list as it was shown')
    .option('--places <numbers>', 'only these places on it, as in 1,2,5')
    .action((connection: string, chosen: Chosen) =>
      terminal.json(async ({ api }) => (await work()).decideAdoptions(api, verb, connection, chosen)),
    );
}

/** `adopt`: this Resource is that account or department. */
export function adoptCommand(terminal: Terminal): Command {
  return new Command('adopt')
    .description('this person or department is that account or department of DingTalk: take it over')
    .addArgument(connectionWord())
    .addArgument(resourceWord())
    .addArgument(word('account', "userid, or a department's number"))
    .action((connection: string, resource: string, account: string) =>
      terminal.json(async ({ api }) => (await work()).adoptByHand(api, connection, resource, account)),
    );
}

/** `unlink`: what is in DingTalk is nobody's of ours any more. */
export function unlinkCommand(terminal: Terminal): Command {
  return new Command('unlink')
    .description('leave an account or department in DingTalk as it is, until it is adopted or synced again')
    .addArgument(connectionWord())
    .addArgument(resourceWord())
    .action((connection: string, resource: string) =>
      terminal.json(async ({ api }) => (await work()).unlink(api, connection, resource)),
    );
}
