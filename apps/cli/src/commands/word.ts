import { Argument, InvalidArgumentError } from 'commander';

/** A word that a command needs; an empty one names nothing. */
export const word = (name: string, description?: string): Argument =>
  new Argument(`<${name}>`, description).argParser(filled);

/** A word that a command can do without. */
export const optionalWord = (name: string, description?: string): Argument =>
  new Argument(`[${name}]`, description).argParser(filled);

function filled(given: string): string {
  if (given === '') throw new InvalidArgumentError('It is empty.');
  return given;
}
