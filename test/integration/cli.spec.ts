import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const entry = path.resolve(import.meta.dirname, '../../apps/cli/src/main.js');

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let folder: string;
let server: Server;
let url: string;
const seen: { readonly method: string; readonly path: string; readonly body: string }[] = [];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bridge-cli-'));
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const at = request.url ?? '';
      seen.push({ method: request.method ?? '', path: at, body });
      if (at.endsWith('/session')) {
        const right = body.includes('"correct"');
        response.setHeader('set-cookie', 'session=abc; HttpOnly');
        response.statusCode = right ? 200 : 401;
        response.end(right ? '{}' : '{"error":"Name and password do not belong together."}');
      } else if (at.endsWith('/connections/html')) response.end('<html>');
      else response.end(JSON.stringify({ cookie: request.headers.cookie }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function bridge(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
  const { PATH = '' } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [entry, ...args],
      { env: { PATH, DATA_DIR: folder, ...env }, cwd: folder },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
  });
}
const signedIn = () => ({ BRIDGE_URL: url, BRIDGE_PASSWORD: 'correct' });

describe('npm run bridge', () => {
  it.each([
    { reason: 'nothing', words: [] },
    { reason: 'an unknown noun', words: ['people', 'list'] },
    { reason: 'an unknown verb', words: ['connections', 'explode'] },
    { reason: 'a verb without its object', words: ['connections', 'show'] },
    { reason: 'a revocation of nothing', words: ['tokens', 'revoke', 'id'] },
    { reason: 'a word too many', words: ['connections', 'list', 'more'] },
    { reason: 'an empty word', words: ['connections', 'show', ''] },
    { reason: 'a doctor of nothing', words: ['doctor'] },
    { reason: 'a doctor of two apps', words: ['doctor', 'id', '--app-key', 'k'] },
    { reason: 'a language that nobody speaks here', words: ['doctor', 'id', '--lang', 'fr'] },
    { reason: 'an unknown option', words: ['connections', 'list', '--fast'] },
  ])('answers $reason with its usage and exits 2, bridge or none', async ({ words }) => {
    for (const env of [{}, signedIn()]) {
      const { code, out, err } = await bridge(words, env);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('Usage: bridge');
    }
  });

  it('says what it can do when asked', async () => {
    const { code, out } = await bridge(['--help']);
    expect([code, out]).toEqual([0, expect.stringContaining('connections create NAME')]);
    const verb = await bridge(['connections', 'create', '--help']);
    expect([verb.code, verb.out]).toEqual([0, expect.stringContaining('--app-secret-env <variable>')]);
  });

  it('takes no secret from an argument, and does not repeat it', async () => {
    for (const words of [
      ['connections', 'create', 'x', '--app-key', 'k', '--app-secret', 's3cret'],
      ['connections', 'create', 'x', '--app-key', 'k', '--app-secret=s3cret'],
      ['connections', 'list', '--password=s3cret'],
      ['connections', 'create', 'x', '--sample=s3cret'],
    ]) {
      const { code, out, err } = await bridge(words, signedIn());
      expect(code).toBe(2);
      expect(out + err).not.toContain('s3cret');
    }
  });

  it('takes the AppSecret from the variable that is named', async () => {
    const words = ['connections', 'create', 'x', '--app-key', 'k', '--app-secret-env', 'APP_SECRET'];
    const without = await bridge(words, signedIn());
    expect([without.code, without.err]).toEqual([1, expect.stringContaining('--app-secret-env must name')]);
    await bridge(words, { ...signedIn(), APP_SECRET: 's3cret' });
    expect(
      seen.some(({ path: at, body }) => at === '/admin/api/connections' && body.includes('s3cret')),
    ).toBe(true);
  });

  it('says that there is no bridge where none was started', async () => {
    const { code, err } = await bridge(['connections', 'list']);
    expect([code, err]).toEqual([1, expect.stringContaining('start one with npm start')]);
  });

  it('says that the bridge does not answer', async () => {
    const { code, err } = await bridge(['connections', 'list'], {
      BRIDGE_URL: 'http://127.0.0.1:9',
      BRIDGE_PASSWORD: 'x',
    });
    expect([code, err]).toEqual([1, 'The bridge does not answer at http://127.0.0.1:9. Does it run?\n']);
  });

  it('says that the password is wrong', async () => {
    const { code, err } = await bridge(['connections', 'list'], {
      BRIDGE_URL: url,
      BRIDGE_PASSWORD: 'guess',
    });
    expect([code, err]).toEqual([1, 'Name and password do not belong together.\n']);
  });

  it('says that something else answers', async () => {
    const { code, err } = await bridge(['connections', 'show', 'html'], signedIn());
    expect([code, err]).toEqual([1, `What answers at ${url} is no bridge.\n`]);
  });

  it('signs in, and prints what the admin API answers as JSON', async () => {
    const { code, out } = await bridge(['connections', 'show', 'a/b'], signedIn());
    expect([code, JSON.parse(out)]).toEqual([0, { cookie: 'session=abc' }]);
    expect(seen.at(-1)).toMatchObject({ method: 'GET', path: '/admin/api/connections/a%2Fb' });
  });

  it.each([
    {
      words: ['connections', 'activity', 'c', '--person', 'p/q'],
      method: 'GET',
      at: '/admin/api/connections/c/activity?limit=1000&person=p%2Fq',
    },
    { words: ['connections', 'settings', 'c'], method: 'GET', at: '/admin/api/connections/c/settings' },
    {
      words: ['connections', 'preview', 'c', 'zoe@example.test'],
      method: 'POST',
      at: '/admin/api/connections/c/preview',
    },
    {
      words: ['connections', 'recreate', 'c', 'p/q'],
      method: 'POST',
      at: '/admin/api/connections/c/people/p%2Fq/recreate',
    },
  ])('asks the admin API: $words', async ({ words, method, at }) => {
    expect((await bridge(words, signedIn())).code).toBe(0);
    expect(seen.at(-1)).toMatchObject({ method, path: at });
  });

  it('sends settings from a file, and says where there are none', async () => {
    const file = path.join(folder, 'settings.json');
    writeFileSync(file, '{"region":"HK"}');
    await bridge(['connections', 'settings', 'c', '--set', file], signedIn());
    expect(seen.at(-1)).toMatchObject({ method: 'PUT', body: '{"region":"HK"}' });
    await bridge(['connections', 'preview', 'c', 'zoe', '--set', file], signedIn());
    expect(seen.at(-1)?.body).toBe('{"person":"zoe","settings":{"region":"HK"}}');
    writeFileSync(file, '{"region": zoe@example.test}');
    for (const [set, told] of [
      [file, 'holds no JSON object.'],
      [path.join(folder, 'none.json'), 'cannot be read.'],
    ] as const) {
      const { code, err } = await bridge(['connections', 'settings', 'c', '--set', set], signedIn());
      expect([code, err]).toEqual([1, `${set} ${told}\n`]);
    }
  });

  it('finds by itself what npm start wrote down', async () => {
    const demo = { consoleUrl: `${url}/console`, adminUser: 'admin', adminPassword: 'correct' };
    writeFileSync(path.join(folder, 'demo.json'), JSON.stringify(demo));
    try {
      expect((await bridge(['connections', 'list'])).code).toBe(0);
    } finally {
      rmSync(path.join(folder, 'demo.json'));
    }
  });
});
