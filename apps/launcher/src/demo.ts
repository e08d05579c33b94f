import { execFile } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const timeoutMs = 30_000;

/** A connection, and a token that opens it. */
export interface DemoConnection {
  readonly connectionId: string;
  readonly scimToken: string;
}

/** What a newcomer needs to know; written to demo.json for scripts. */
export interface Demo {
  readonly scimUrl: string;
  readonly scimToken: string;
  readonly consoleUrl: string;
  readonly adminUser: string;
  readonly adminPassword: string;
  readonly boardUrl: string;
  readonly simulatorUrl: string;
  /** A connection of the other direction, to a simulated company of its own. */
  readonly mirror: DemoConnection;
  /** A connection that is read from the first one's SCIM, into a simulated company of its own. */
  readonly source: DemoConnection & { readonly sourceUrl: string };
  readonly pid: number;
}

/** What an earlier start has written; nothing where there was none. */
export function earlierDemo(file: string): Partial<Demo> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Demo>;
  } catch {
    return {};
  }
}

/** Whether the server still takes a token of an earlier start. */
export async function isTaken(token: string, scimUrl: string): Promise<boolean> {
  return (await ask(scimUrl, token, '/ServiceProviderConfig')).ok;
}

/** Waits until a mirror shows its company: a start that is over has everything ready. */
export async function untilShown({ scimToken }: DemoConnection, scimUrl: string): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    if ((await ask(scimUrl, scimToken, '/Users?count=0')).ok) return;
    await sleep(100);
  }
}

function ask(scimUrl: string, token: string, path: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return fetch(scimUrl + path, { headers, signal: AbortSignal.timeout(timeoutMs) });
}

/** The connections of the demo, by name: the options that `connections ensure` makes them with. */
const wanted = {
  demo: ['--sample', '--default-department', '1'],
  mirror: ['--sample', '--mirror'],
  source: ['--default-department', '1'],
} as const;

/** Makes a connection of the demo, or a new token for it, by the same command that an administrator uses. */
export async function makeConnection(
  name: keyof typeof wanted,
  cli: string,
  env: Readonly<Record<string, string>>,
): Promise<DemoConnection> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [cli, 'connections', 'ensure', name, ...wanted[name]], {
    env: { ...process.env, ...env },
    timeout: timeoutMs,
  });
  const { connectionId, scimToken } = JSON.parse(stdout) as DemoConnection;
  return { connectionId, scimToken };
}

/** Has one connection read from another one's SCIM, every minute, by the same command that an administrator uses. */
export async function enterSource(
  connectionId: string,
  remote: { readonly baseUrl: string; readonly token: string },
  cli: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const run = promisify(execFile);
  const entered = run(process.execPath, [cli, 'source', 'set', connectionId, '-'], {
    env: { ...process.env, ...env },
    timeout: timeoutMs,
  });
  const settings = { schedule: { cron: '* * * * *', jitterSeconds: 0 } };
  const auth = { kind: 'bearer', token: remote.token };
  entered.child.stdin?.end(JSON.stringify({ baseUrl: remote.baseUrl, auth, settings }));
  await entered;
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
    `  Mirror's token  ${demo.mirror.scimToken}   shows a second company of DingTalk's, read-only`,
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
