import { beforeEach, describe, expect, it } from '@jest/globals';
import { at, legacy, SimulatedGateway, topapi } from '../../../../test/builders/simulated-gateway.js';

let gateway: SimulatedGateway;
beforeEach(() => {
  gateway = new SimulatedGateway();
});
const ask: SimulatedGateway['ask'] = (changes) => gateway.ask(changes);

describe('the calls of a second', () => {
  const burst = async (calls: number) => {
    const codes: string[] = [];
    for (let n = 0; n < calls; n += 1) codes.push((await ask({ path: '/topapi/user/listadmin' })).code);
    return codes.filter((code) => code === '0').length;
  };

  it('are counted per app and API, in windows that stand side by side', async () => {
    // Half a second is left of this window.
    expect(await burst(25)).toBe(20);
    gateway.letIn('good', at + 60_000);
    gateway.world.clock.advance(500);
    expect(await burst(25)).toBe(20);
    expect((await ask({ path: '/topapi/user/count', text: '{"only_active":false}' })).code).toBe('0');
  });

  it('are counted in a window that slides along, by setting of the app', async () => {
    gateway.letIn('good', at + 60_000);
    gateway.app.window = 'sliding';
    expect(await burst(25)).toBe(20);
    gateway.world.clock.advance(500);
    expect(await burst(25)).toBe(0);
    gateway.world.clock.advance(500);
    expect(await burst(25)).toBe(20);
  });

  it.each([
    { throttleText: 'newer' as const, end: '限制将在 2026-09-03 00:01:03 结束' },
    { throttleText: 'older' as const, end: '处罚将在 2026-09-03 00:01:03 结束' },
  ])(
    'that were too many are refused with the end of the rest, in Beijing time ($throttleText)',
    async ({ throttleText, end }) => {
      gateway.world.variants.throttleText = throttleText;
      gateway.app.qps = 0;
      const { sub_msg: text } = (await ask()).body;
      expect(text).toContain(end);
      expect(text).toContain('apiPath(dingtalk.oapi.v2.department.create)');
    },
  );
});

describe('an address', () => {
  it('that calls more than 10 000 times in 20 s is banned for five minutes, whatever it calls', async () => {
    gateway.letIn('good', at + 3_600_000);
    for (let n = 0; n < 10_000; n += 1) gateway.world.addresses.admit('10.1.2.3', at);
    const banned = await ask({ path: '/gettoken' });
    expect(banned.status).toBe(200);
    expect(JSON.parse(banned.text)).toMatchObject({ status: 1111, wait: 5, source: 'x5', punish: 'deny' });
    expect((await ask({ address: '10.1.2.4' })).code).toBe('0');
    gateway.world.clock.advance(299_999);
    expect((await ask()).code).toBe('text');
    gateway.world.clock.advance(1);
    expect((await ask({ text: '{"name":"Later","parent_id":1}' })).code).toBe('0');
  });
});

describe('the month of an organisation', () => {
  it.each([
    { path: legacy, method: 'GET', code: '90020', reason: 'counted, and refused bare' },
    { path: topapi, method: 'POST', code: '0', reason: 'exempt' },
  ])('$path is $reason', async ({ path, method, code }) => {
    gateway.org.monthlyQuota = 1;
    expect((await ask({ path: legacy, method: 'GET' })).code).toBe('0');
    expect((await ask({ path, method })).code).toBe(code);
  });

  it('begins anew in Beijing', async () => {
    gateway.org.monthlyQuota = 0;
    expect((await ask({ path: legacy, method: 'GET' })).code).toBe('90020');
    gateway.org.monthlyQuota = 1;
    await ask({ path: legacy, method: 'GET' });
    gateway.letIn('good', Number.MAX_SAFE_INTEGER);
    gateway.world.clock.advance(Date.parse('2026-10-01T00:00:00+08:00') - at);
    expect((await ask({ path: legacy, method: 'GET' })).code).toBe('0');
  });
});
