import { Command } from 'commander';
import { connectionIdOf } from '../connection-id.js';
import { readJsonFile } from '../json-file.js';
import type { AdminApi } from '../admin-api.js';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

const at = async (api: AdminApi, connection: string, below = '') =>
  `/connections/${await connectionIdOf(api, connection)}/source${below}`;

/** `source`: the remote SCIM server that a connection is read from. */
export function sourceCommands(terminal: Terminal): Command {
  const source = new Command('source').description('the remote SCIM server that a connection is read from');
  addEntering(source, terminal);
  addRuns(source, terminal);
  return source;
}

function addEntering(source: Command, terminal: Terminal): void {
  const connection = () => word('connection', 'by id or name');
  source
    .command('show')
    .description('where it is, how it is read, and its last run')
    .addArgument(connection())
    .action((name: string) => terminal.json(async ({ api }) => api.call('GET', await at(api, name))));
  source
    .command('set')
    .description(
      'enter or change it: {baseUrl, auth, ca, proxy, settings} in a JSON file; - reads standard input',
    )
    .addArgument(connection())
    .addArgument(word('file'))
    .action((name: string, file: string) =>
      terminal.json(async ({ api }) => api.call('PUT', await at(api, name), await readJsonFile(file))),
    );
  for (const [verb, path, about] of [
    ['test', '/test', 'try it as a reading would: what stands in the way, in English and Chinese'],
    ['pause', '/pause', 'begin no run until it is resumed'],
    ['resume', '/resume', 'let the schedule go on'],
  ] as const) {
    source
      .command(verb)
      .description(about)
      .addArgument(connection())
      .action((name: string) =>
        terminal.json(async ({ api }) => api.call('POST', await at(api, name, path))),
      );
  }
  source
    .command('remove')
    .description("take it away: the connection's own door is open to writes again, people stay")
    .addArgument(connection())
    .action((name: string) => terminal.json(async ({ api }) => api.call('DELETE', await at(api, name))));
}

function addRuns(source: Command, terminal: Terminal): void {
  const connection = () => word('connection', 'by id or name');
  source
    .command('runs')
    .description('what was read and what came of it, newest first')
    .addArgument(connection())
    .action((name: string) =>
      terminal.json(async ({ api }) => api.call('GET', await at(api, name, '/runs'))),
    );
  source
    .command('notes')
    .description('the records of a run that were not written, or missing, and why')
    .addArgument(connection())
    .addArgument(word('run'))
    .action((name: string, run: string) =>
      terminal.json(async ({ api }) =>
        api.call('GET', await at(api, name, `/runs/${encodeURIComponent(run)}/notes?limit=1000`)),
      ),
    );
  for (const [verb, about] of [
    ['cancel', 'end a run that is under way'],
    ['allow', 'let the next run do, once, what this one was held for'],
  ] as const) {
    source
      .command(verb)
      .description(about)
      .addArgument(connection())
      .addArgument(word('run'))
      .action((name: string, run: string) =>
        terminal.json(async ({ api }) =>
          api.call('POST', await at(api, name, `/runs/${encodeURIComponent(run)}/${verb}`)),
        ),
      );
  }
}
