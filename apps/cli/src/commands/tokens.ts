import { Command } from 'commander';
import { connectionPath } from '../connection-path.js';
import type { Terminal } from '../terminal.js';
import { word } from './word.js';

/** `tokens`: what SCIM clients sign in with. */
export function tokenCommands(terminal: Terminal): Command {
  const tokens = new Command('tokens').description('what SCIM clients sign in with');
  tokens
    .command('list')
    .description('the tokens of a connection')
    .addArgument(word('id'))
    .action((id: string) => terminal.json(({ api }) => api.call('GET', `${connectionPath(id)}/tokens`)));
  tokens
    .command('create')
    .description('a new token; it is shown once')
    .addArgument(word('id'))
    .option('--label <text>', 'what it is for')
    .option('--expires-at <time>', 'when it ends, as in 2030-01-31T00:00:00Z')
    .action((id: string, { label, expiresAt }: { readonly label?: string; readonly expiresAt?: string }) =>
      terminal.json(({ api }) =>
        api.call('POST', `${connectionPath(id)}/tokens`, {
          ...(label ? { label } : {}),
          ...(expiresAt ? { expiresAt } : {}),
        }),
      ),
    );
  tokens
    .command('revoke')
    .description('end a token at once')
    .addArgument(word('id'))
    .addArgument(word('token'))
    .action((id: string, token: string) =>
      terminal.json(async ({ api }) => {
        await api.call('DELETE', `${connectionPath(id)}/tokens/${encodeURIComponent(token)}`);
        return { revoked: token };
      }),
    );
  return tokens;
}
