import { describe, expect, it } from '@jest/globals';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sourceScene } from '../support/source-scene.js';

describe('a run of a Source', () => {
  it('is watched on the command line, with a bar, and says where what it wrote is planned', async () => {
    const { pulled } = await sourceScene(3, { pageSize: 2 });
    const { connectionId, bridge } = pulled.tenant;
    const { code, out } = await typed(pulled.tenant, 'sync', connectionId);
    expect(code).toBe(0);
    expect(out).toContain('100 % | 3 of 3');
    expect(out).toContain('3 people and 0 groups read in 3 pages');
    const [run] = await pulled.runs();
    expect(out).toContain(`holds show CONNECTION ${run?.plan?.id ?? ''}`);
    const plan = await bridge.admin.call('GET', `/connections/${connectionId}/runs/${run?.plan?.id ?? ''}`);
    expect(plan.body).toMatchObject({ kind: 'pull', sourceRun: run?.id });
    const { body } = await pulled.tenant.scim.get('/Users?count=1');
    const { id } = (body as unknown as { Resources: { id: string }[] }).Resources[0]!;
    const one = await bridge.admin.call('GET', `/connections/${connectionId}/people/${id}`);
    expect(one.body).toMatchObject({ sourceRun: run?.id });
    expect((await typed(pulled.tenant, 'explain', connectionId, id)).out).toContain(
      `written by run ${run?.id ?? ''} of the Source`,
    );
    // Nothing was written: there is nothing to plan.
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', plan: null });
  });

  it('that is cancelled ends, is told as cancelled, and nothing of it was written', async () => {
    const { remote, pulled } = await sourceScene(4, { pageSize: 2 });
    remote.habits.intercept = (request) => (request.url ?? '').includes('startIndex=3');
    const ended = pulled.sync();
    const run = await eventually('it waits for an answer that does not come', async () =>
      (await pulled.runs()).find(({ state, pages }) => state === 'reading' && pages === 1),
    );
    await pulled.call('POST', `/runs/${run.id}/cancel`, 202);
    expect(await ended).toMatchObject({ id: run.id, state: 'cancelled', changed: 0 });
    expect((await pulled.tenant.scim.get('/Users')).body).toMatchObject({ totalResults: 0 });
    delete remote.habits.intercept;
    expect(await pulled.sync()).toMatchObject({ state: 'done', changed: 4 });
  });

  it('does not begin while its Source is paused, and is due again when it goes on', async () => {
    const { pulled } = await sourceScene(1, { schedule: { cron: '0 3 * * *', timeZone: 'Asia/Shanghai' } });
    expect(await pulled.sync()).toMatchObject({ state: 'done' });
    expect(await pulled.call('POST', '/pause', 200)).toMatchObject({ paused: true, nextAt: null });
    await pulled.call('POST', '/sync', 409, {});
    const going = await pulled.call<{ nextAt: string }>('POST', '/resume', 200);
    // Three in the morning there is seven in the evening here, and up to the jitter later.
    expect(going.nextAt).toMatch(/T19:00:[0-5]/);
    expect(await pulled.sync()).toMatchObject({ state: 'done' });
  });

  it('begins by itself when its time has come, and says when the next one does', async () => {
    const { pulled } = await sourceScene(2, { schedule: { cron: '0 3 1 1 *', jitterSeconds: 0 } });
    const { bridge, connectionId } = pulled.tenant;
    expect(await pulled.runs()).toEqual([]);
    // Its clock is Postgres's: the first of January has come.
    const early = 'update source set next_at = now() where connection_id = $1';
    await queryDatabase(bridge.addresses.databaseUrl, early, [connectionId]);
    const run = await eventually('a run that nobody asked for', async () =>
      (await pulled.runs()).find(({ state }) => state === 'done'),
    );
    expect(run).toMatchObject({ askedBy: 'schedule', reading: 'full', changed: 2 });
    const told = await pulled.call<{ nextAt: string }>('GET', '', 200);
    expect(told.nextAt).toMatch(/-01-01T03:00:00/);
  });
});
