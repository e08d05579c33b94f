import { execFile } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const timeoutMs = 30_000;

/** What a newcomer needs to know; written to demo.json for scripts. */
export interface Demo {
  readonly scimUrl: string;
  readonly scimToken: string;
  readonly consoleUrl: string;
  readonly adminUser: string;
  readonly adminPassword: string;
  readonly boardUrl: string;
  readonly simulatorUrl: string;
  readonly pid: number;
}

/** The token of an earlier start, if the server still takes it. */
export async function keptToken(file: string, scimUrl: string): Promise<string | undefined> {
  let token: string | undefined;
  try {
    token = (JSON.parse(readFileSync(file, 'utf8')) as Partial<Demo>).scimToken;
  } catch {
    return undefined;
  }
  if (token === undefined) return undefined;
  const answer = await fetch(`${scimUrl}/Users?count=0`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(timeoutMs),
  });
  return answer.ok ? token : undefined;
}

/** Makes the demo's connection, or a new token for it, by the same command that an administrator uses. */
export async function makeConnection(cli: string, env: Readonly<Record<string, string>>): Promise<string> {
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    [cli, 'connections', 'ensure', 'demo', '--sample', '--default-department', '1'],
    {
      env: { ...process.env, ...env },
      timeout: timeoutMs,
    },
  );
  return (JSON.parse(stdout) as { scimToken: string }).scimToken;
}

export function writeDemo(file: string, demo: Demo): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The lines printed when everything is ready. */
export function banner(demo: Demo): string {
  const person = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'ada@example.com',
    displayName: 'Ada Lovelace',
    phoneNumbers: [{ type: 'mobile', value: '13800000001' }],
  };
  const lines = [
    '',
    '  The bridge is ready.',
    '',
    `  SCIM base URL   ${demo.scimUrl}`,
    `  SCIM token      ${demo.scimToken}`,
    `  Console         ${demo.consoleUrl}   user ${demo.adminUser}, password ${demo.adminPassword}`,
    `  Queues          ${demo.boardUrl}`,
    `  DingTalk (sim.) ${demo.simulatorUrl}`,
    '',
    '  Create a person:',
    '',
    `  curl -s ${demo.scimUrl}/Users -H 'Authorization: Bearer ${demo.scimToken}' \\`,
    `    -H 'Content-Type: application/scim+json' -d '${JSON.stringify(person)}'`,
    '',
    '  Ctrl-C stops everything; the data stays.',
    '',
  ];
  return lines.join('\n');
}
