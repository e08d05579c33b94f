import { describe, expect, it } from '@jest/globals';
import type { Tenant } from '../support/bridge.js';
import { typedWith } from '../support/command-line.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge, sharedLines } from '../support/shared-services.js';

// Real processes, real time: the command asks the server, the server the pusher, the pusher the simulator. One
// after the other: every command signs in, and a name has ten tries a minute.

const connect = async () => (await sharedBridge()).connect();
const points = [
  ...['qyapi_base', 'qyapi_manage_addresslist', 'qyapi_get_department_list', 'qyapi_get_member'],
  ...['qyapi_get_department_member', 'qyapi_get_member_by_mobile', 'qyapi_addresslist_search'],
  ...['Contact.Common.Read', 'Contact.Org.Read', 'Contact.OrgAccountSecurity.ReadWrite'],
];

const doctor = (tenant: Tenant, words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  typedWith(env, tenant, 'doctor', ...words);

describe('npm run bridge -- doctor', () => {
  it('finds nothing to mend where all is granted, and ends with 0', async () => {
    const tenant = await connect();
    const { code, out } = await doctor(tenant, [tenant.connectionId]);
    expect(out).toContain('AppKey and AppSecret are accepted.');
    expect(out).not.toContain('FAILED');
    expect(code).toBe(0);
  });

  it.each(points)('names exactly the permission point that was taken away: %s', async (taken) => {
    const tenant = await connect();
    const scopes = points.filter((point) => point !== taken);
    await tenant.bridge.simulator.setApp({ appKey: tenant.company.appKey, scopes });
    const { out } = await doctor(tenant, [tenant.connectionId, '--lang', 'en']);
    const missing = /The permission point (\S+) .* is missing/g;
    expect([...out.matchAll(missing)].map(([, point]) => point)).toEqual([taken]);
    expect(out).toContain(`content=${tenant.company.appKey}%23${taken}`);
  });

  it('ends with 1 where something has to be mended first, as JSON too', async () => {
    const tenant = await connect();
    const { appKey } = tenant.company;
    await tenant.bridge.simulator.setApp({ appKey, scopes: points.slice(2) });
    const { code, out } = await doctor(tenant, [tenant.connectionId, '--json']);
    const { findings } = JSON.parse(out) as { findings: readonly { state: string; scope?: string }[] };
    expect(findings.filter(({ state }) => state === 'failed').map(({ scope }) => scope)).toEqual(
      points.slice(0, 2),
    );
    expect(code).toBe(1);
  });

  it("speaks the terminal's language, or the one that is asked for", async () => {
    const tenant = await connect();
    const chinese = await doctor(tenant, [tenant.connectionId], { LANG: 'zh_CN.UTF-8' });
    expect(chinese.out).toContain('AppKey 和 AppSecret 有效');
    const english = await doctor(tenant, [tenant.connectionId, '--lang', 'en'], { LANG: 'zh_CN.UTF-8' });
    expect(english.out).toContain('AppKey and AppSecret are accepted.');
  });

  it('looks at an app that no connection has, and keeps nothing of it', async () => {
    const tenant = await connect();
    const { appKey, appSecret } = await tenant.bridge.simulator.organisation('not saved');
    const { simulatorUrl, databaseUrl } = tenant.bridge.addresses;
    const app = ['--app-key', appKey, '--app-secret-env', 'SECRET', '--oapi-base', simulatorUrl];
    const right = await doctor(tenant, app, { SECRET: appSecret });
    expect([right.code, right.out]).toEqual([0, expect.stringContaining('are accepted')]);
    const wrong = await doctor(tenant, app, { SECRET: 'wrong-secret-of-the-doctor' });
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('does not accept AppKey')]);

    const kept = await Promise.all(
      ['draft', 'task', 'app_token'].map((table) =>
        queryDatabase(databaseUrl, `select to_jsonb(t) as row from ${table} t`),
      ),
    );
    const told = JSON.stringify(kept) + (await sharedLines()).join('\n') + wrong.out;
    expect(told).not.toContain(appSecret);
    expect(told).not.toContain('wrong-secret-of-the-doctor');
    const tokens = await queryDatabase(databaseUrl, 'select from app_token where app_key = $1', [appKey]);
    expect(tokens).toEqual([]);
  });

  it('ends with 2 where it could not look', async () => {
    const tenant = await connect();
    const unknown = await doctor(tenant, ['no-such-connection']);
    expect([unknown.code, unknown.out]).toEqual([2, 'There is no such connection.\n']);
    const away = await doctor(tenant, [tenant.connectionId], { BRIDGE_URL: 'http://127.0.0.1:9' });
    expect(away.code).toBe(2);
    expect((await doctor(tenant, [])).out).toContain('bridge doctor [options] [connection]');
  });
});

describe('the admin API', () => {
  it('names what is wrong with a draft, and never repeats it', async () => {
    const { bridge } = await connect();
    const { status, text } = await bridge.admin.call('POST', '/doctor', {
      appKey: 'k',
      appSecret: 's3cret-of-the-draft',
      oapiBase: 'ftp://nowhere',
    });
    expect(status).toBe(400);
    expect(text).toContain('oapiBase');
    expect(text).not.toMatch(/s3cret|nowhere/);
  });

  it('keeps the answer under the address of its task', async () => {
    const tenant = await connect();
    const { status, body } = await tenant.bridge.admin.call<{ appKey: string }>(
      'POST',
      `/connections/${tenant.connectionId}/doctor`,
    );
    expect([status, body.appKey]).toEqual([200, tenant.company.appKey]);
    const [task] = await queryDatabase<{ id: string }>(
      tenant.bridge.addresses.databaseUrl,
      'select id from task where connection_id = $1',
      [tenant.connectionId],
    );
    const read = await tenant.bridge.admin.call<{ result: unknown }>('GET', `/tasks/${task?.id ?? ''}`);
    expect(read.body.result).toEqual(body);
  });
});
