import { Command, CommanderError } from 'commander';
import { connectionCommands } from './commands/connections.js';
import { doctorCommand } from './commands/doctor.js';
import { mirrorCommands } from './commands/mirror.js';
import { explainCommand } from './commands/explain.js';
import { holdCommands } from './commands/holds.js';
import { planCommand } from './commands/plan.js';
import { adoptCommand, adoptionCommands, unlinkCommand } from './commands/adoptions.js';
import { preflightCommand } from './commands/preflight.js';
import { driftCommand, rebuildCommand } from './commands/readings.js';
import { sourceCommands } from './commands/source.js';
import { syncCommand } from './commands/sync.js';
import { tokenCommands } from './commands/tokens.js';
import type { Terminal } from './terminal.js';

const about = 'bridge: administer a running bridge; prints JSON';
const surroundings =
  '\nReads BRIDGE_URL, BRIDGE_USER and BRIDGE_PASSWORD, else what npm start wrote into .data/demo.json.';

/**
 * All commands, one noun a file; every one goes through the admin API. What needs more than that is loaded by the command
 * when it runs: help, and a word that names no command, need none of it.
 */
export class Program {
  private readonly root: Command;
  private said = '';

  constructor(private readonly terminal: Terminal) {
    this.root = new Command('bridge')
      .description(about)
      .addHelpText('after', surroundings)
      .showHelpAfterError()
      .helpCommand(false)
      .configureHelp({ visibleCommands: leavesOf, subcommandTerm: termOf })
      .configureOutput({ writeErr: (text) => (this.said += text) })
      .exitOverride();
    this.root.addCommand(doctorCommand(terminal));
    this.root.addCommand(planCommand(terminal));
    this.root.addCommand(holdCommands(terminal));
    this.root.addCommand(preflightCommand(terminal));
    this.root.addCommand(adoptionCommands(terminal));
    this.root.addCommand(adoptCommand(terminal));
    this.root.addCommand(unlinkCommand(terminal));
    this.root.addCommand(driftCommand(terminal));
    this.root.addCommand(rebuildCommand(terminal));
    this.root.addCommand(explainCommand(terminal));
    this.root.addCommand(syncCommand(terminal));
    this.root.addCommand(connectionCommands(terminal));
    this.root.addCommand(tokenCommands(terminal));
    this.root.addCommand(mirrorCommands(terminal));
    this.root.addCommand(sourceCommands(terminal));
    for (const command of everyCommand(this.root)) command.copyInheritedSettings(this.root);
  }

  /** Runs the command that the words name; words that name none are answered with the usage, and end with 2. */
  async run(words: readonly string[]): Promise<void> {
    try {
      await this.root.parseAsync(words, { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      // A secret that was given as an argument, though none is taken, is not repeated.
      if (error.exitCode !== 0) this.terminal.complain(this.said.replace(/=[^'\n]*'/g, "'"), 2);
    }
  }
}

/** The commands that do something, rather than the nouns they belong to. */
function leavesOf(command: Command): Command[] {
  return command.commands.flatMap((child) => (child.commands.length === 0 ? [child] : leavesOf(child)));
}

function termOf(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const word = argument.name().toUpperCase();
    return argument.required ? word : `[${word}]`;
  });
  const options = command.options.length > 0 ? ['[options]'] : [];
  return [pathOf(command), ...words, ...options].join(' ');
}

function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}

function everyCommand(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...everyCommand(child)]);
}
