import { beforeAll, describe, expect, it } from '@jest/globals';
import { endpoints } from '#admin-api';
import type { Endpoint, Heard } from '#admin-api';
import { person } from '../builders/scim.js';
import { unique } from '../support/clients.js';
import type { Bridge } from '../support/bridge.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { queryDatabase } from '../support/query-database.js';
import { sealingKeys } from '../support/sealing-keys.js';
import { sharedBridge, sharedLines } from '../support/shared-services.js';

// Everything that is to be told to nobody is given to a bridge, then everything is read that can be read.

const table = Object.values(endpoints).flatMap((verbs) => Object.values<Endpoint>(verbs));
/** Streams have no end; what is in them is what GET .../overview answers. */
const reads = table.filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'));

/** What was given away, by what it is. */
const planted = new Map<string, string>();
/** What the braces of a path may be filled with, so that something is found there. */
const found = new Map<string, string[]>();

function plant(what: string, secret = `planted${unique()}${unique()}`): string {
  planted.set(what, secret);
  return secret;
}
const note = (name: string, ...ids: readonly string[]) =>
  found.set(name, [...(found.get(name) ?? []), ...ids]);

let bridge: Bridge;

async function connect(what: string): Promise<string> {
  const { simulatorUrl } = bridge.addresses;
  const { body } = await bridge.admin.call<Heard<typeof endpoints.connections.create>>(
    'POST',
    '/connections',
    {
      name: `planted-${unique()}`,
      direction: 'scim-to-dingtalk',
      appKey: `ding${unique()}`,
      appSecret: plant(`AppSecret of ${what}`),
      oapiBase: simulatorUrl,
      apiBase: simulatorUrl,
    },
  );
  plant(`SCIM token of ${what}`, body.scimToken);
  note('id', body.connection.id);
  return body.connection.id;
}

/** A mirror that shows somebody. */
async function shownMirror(): Promise<string> {
  const site = await MirrorSite.open(bridge);
  plant('AppSecret of a mirror', site.company.appSecret);
  plant('SCIM token of a mirror', site.scim.token);
  note('id', site.connectionId);
  await fillCompany(site);
  await site.crawl();
  note('person', String((await site.user('ada'))?.id));
  return site.connectionId;
}

const auths = {
  bearer: () => ({ kind: 'bearer', token: plant('token of a Source') }),
  basic: () => ({ kind: 'basic', user: 'reader', password: plant('password of a Source') }),
  header: () => ({ kind: 'header', name: 'x-api-key', value: plant('header of a Source') }),
  oauth: (tokenUrl: string) => ({
    kind: 'oauth',
    tokenUrl,
    clientId: 'reader',
    clientSecret: plant('client secret of a Source'),
  }),
} as const;

beforeAll(async () => {
  bridge = await sharedBridge();
  const { admin, addresses } = bridge;
  plant('password of the first administrator', addresses.adminPassword);
  plant('key that seals', sealingKeys.split(':')[1]);
  plant('address of the store', addresses.databaseUrl);
  const password = plant('password of another');
  await admin.call('POST', '/accounts', { name: `planted-${unique()}`, password, role: 'viewer' });
  const issued = await admin.call<Heard<typeof endpoints.apiTokens.issue>>('POST', '/api-tokens', {
    label: 'planted',
  });
  plant('token of a program', issued.body.secret);

  for (const auth of Object.values(auths)) {
    const id = await connect('a connection with a Source');
    const baseUrl = `${addresses.simulatorUrl}/scim`;
    const saved = await admin.call('PUT', `/connections/${id}/source`, { baseUrl, auth: auth(baseUrl) });
    expect(saved.status).toBe(200);
    await admin.call('POST', `/connections/${id}/source/sync`, {});
  }
  const mirror = await shownMirror();
  const callback = {
    token: plant('token of a callback'),
    aesKey: plant('key of a callback', 'k'.repeat(43)),
  };
  expect((await admin.call('PUT', `/connections/${mirror}/mirror/callback`, callback)).status).toBe(200);

  const settings = { defaultDepartmentId: 1, adoption: { keys: ['mobile'] } };
  const tenant = await bridge.connect({ settings });
  note('id', tenant.connectionId);
  plant('AppSecret that is right', tenant.company.appSecret);
  plant('SCIM token that is used', tenant.scim.token);
  const id = await tenant.addUser(person());
  await tenant.inStep(id);
  note('person', id);
  note('resource', id);
  const at = `/connections/${tenant.connectionId}`;
  for (const look of ['plan', 'preflight', 'drift', 'rebuild', 'adoptions/search'])
    await admin.call('POST', `${at}/${look}`, {});
  const draft = {
    appKey: 'dingdraft',
    appSecret: plant('AppSecret of a draft'),
    oapiBase: addresses.simulatorUrl,
  };
  await admin.call('POST', '/doctor', draft);
  for (const list of ['/runs', '/source/runs'])
    for (const one of found.get('id') ?? []) {
      const { body } = await admin.call<readonly { id: string }[]>('GET', `/connections/${one}${list}`);
      if (Array.isArray(body)) note('run', ...body.map((run: { id: string }) => run.id));
    }
  const tasks = await queryDatabase<{ id: string }>(
    addresses.databaseUrl,
    'select id from task order by asked_at desc limit 10',
  );
  note('task', ...tasks.map((task) => task.id));
}, 60_000);

describe('what was given to a bridge and is to be told to nobody', () => {
  it('is in no answer that can be read', async () => {
    const leaks: string[] = [];
    const seen = new Set<string>();
    for (const { path } of reads) {
      for (const filled of fillings(path)) {
        const { status, text, headers } = await bridge.admin.call('GET', filled);
        if (status === 200) seen.add(path);
        const told = text + JSON.stringify([...headers]);
        for (const [what, secret] of planted) if (told.includes(secret)) leaks.push(`${path}: ${what}`);
      }
    }
    expect(leaks).toEqual([]);
    // What was not found there has shown nothing.
    expect(reads.map(({ path }) => path).filter((path) => !seen.has(path))).toEqual([]);
  }, 60_000);

  it('is in no log', async () => {
    const log = (await sharedLines()).join('\n');
    const leaks = [...planted].filter(([, secret]) => log.includes(secret)).map(([what]) => what);
    expect(leaks).toEqual([]);
  });
});

/** A path with every brace filled in, in all ways that are known. */
function fillings(path: string): readonly string[] {
  const [brace, name = ''] = /\{(\w+)\}/.exec(path) ?? [];
  if (brace === undefined) return [path];
  const ids = found.get(path === '/tasks/{id}' ? 'task' : name) ?? [];
  return ids.flatMap((id) => fillings(path.replace(brace, id)));
}
