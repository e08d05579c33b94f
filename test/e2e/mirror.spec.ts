import { beforeAll, describe, expect, it } from '@jest/globals';
import type { endpoints, Heard } from '#admin-api';
import type { Bridge } from '../support/bridge.js';
import { AdminClient, unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { sharedBridge } from '../support/shared-services.js';

let bridge: Bridge;
beforeAll(async () => {
  bridge = await sharedBridge();
});

const dingTalk = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0';

describe('a connection that mirrors DingTalk', () => {
  it('says 503 until DingTalk was read for the first time, then shows it, and how old that is', async () => {
    const site = await MirrorSite.open(bridge);
    const { works, lab } = await fillCompany(site);
    await site.edit('department/update', { dept_id: lab, dept_manager_userid_list: 'ada' });
    const early = await site.scim.get('/Users');
    if (early.status !== 200) expect(early.status).toBe(503);
    await site.published();
    await site.crawl();
    const { status, headers, body } = await site.users();
    expect(status).toBe(200);
    expect(Number(headers.get('dingtalk-snapshot-age'))).toBeGreaterThanOrEqual(0);
    expect(body.totalResults).toBe(3);
    const ada = await site.user('ada');
    expect(ada).toMatchObject({
      userName: 'ada',
      displayName: 'ADA',
      active: true,
      title: 'Engineer',
      emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
      phoneNumbers: [{ value: '+8613700000001', type: 'mobile' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
        employeeNumber: 'E-1',
        department: 'Lab',
      },
    });
    const group = await site.group(lab);
    expect(ada?.groups).toEqual(
      expect.arrayContaining([expect.objectContaining({ value: group?.id, type: 'direct' })]),
    );
    const told = await site.scim.get(`/Groups/${group!.id}?attributes=displayName,members,${dingTalk}:Group`);
    expect(told.body).toMatchObject({
      displayName: 'Lab',
      [`${dingTalk}:Group`]: {
        deptId: String(lab),
        parent: { value: (await site.group(works))?.id, deptId: String(works) },
      },
    });
    expect(told.body.members).toHaveLength(2);
    const head = await site.scim.get(`/Users/${String(ada?.id)}?attributes=${dingTalk}:User`);
    expect(head.body[`${dingTalk}:User`]).toMatchObject({
      userId: 'ada',
      leaderIn: [{ value: group?.id, display: 'Lab', deptId: String(lab) }],
    });
    const { unionId, active } = head.body[`${dingTalk}:User`] as Readonly<Record<string, unknown>>;
    for (const filter of [
      `unionId eq "${String(unionId)}"`,
      `userId eq "ada" and active eq ${String(active)}`,
    ]) {
      const urns = filter.replaceAll(/unionId|userId|active/g, `${dingTalk}:User:$&`);
      const { body } = await site.scim.get(`/Users?filter=${encodeURIComponent(urns)}`);
      expect([filter, body.Resources.map(({ id }) => id)]).toEqual([filter, [ada?.id]]);
    }
  });

  it('takes no writes, of whatever kind', async () => {
    const site = await MirrorSite.open(bridge);
    await site.published();
    const wrote = await Promise.all([
      site.scim.post('/Users', { userName: 'x' }),
      site.scim.put('/Users/1', { userName: 'x' }),
      site.scim.patch('/Groups/1', []),
      site.scim.delete('/Users/1'),
      site.scim.post('/Bulk', {}),
    ]);
    expect(wrote.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(wrote[0].body.detail).toContain('mirrors DingTalk');
    expect((await site.scim.post('/Users/.search', {})).status).toBe(200);
  });
});

describe('what administrators see of a mirror', () => {
  const at = (site: MirrorSite, path: string) => `/connections/${site.connectionId}/mirror/${path}`;
  const told = async <T>(site: MirrorSite, path: string) =>
    (await bridge.admin.call<T>('GET', at(site, path))).body;
  const people = async (site: MirrorSite, query: string) =>
    (await told<Heard<typeof endpoints.mirroredPeople.list>>(site, `people?${query}`)).rows.map(
      ({ userId }) => userId,
    );

  it('is its people and departments, searched and paged, and what DingTalk has beside what SCIM shows', async () => {
    const site = await MirrorSite.open(bridge, { events: 'none', leaversStaySeconds: 3600 });
    const { works, lab } = await fillCompany(site);
    await site.crawl();
    const [inWorks, inLab] = [(await site.group(works))!.id, (await site.group(lab))!.id];
    const departments = async (parent = '') =>
      (await told<Heard<typeof endpoints.mirroredDepartments.list>>(site, `departments${parent}`)).rows;
    const [root] = await departments();
    expect(root).toMatchObject({ deptId: '1', departments: 1, people: 1 });
    const [top] = await departments(`?parent=${String(root?.id)}`);
    expect(top).toMatchObject({ id: inWorks, name: 'Works', departments: 1, people: 1 });

    expect(new Set(await people(site, `group=${inLab}`))).toEqual(new Set(['ada', 'bob']));
    expect(await people(site, 'text=0002')).toEqual(['bob']);
    const first = await told<Heard<typeof endpoints.mirroredPeople.list>>(site, 'people?limit=2');
    expect(first).toMatchObject({ total: 3, rows: [{}, {}] });
    const rest = await people(site, `page=${String(first.next)}`);
    expect([...first.rows.map(({ userId }) => userId), ...rest].sort()).toEqual(['ada', 'bob', 'eve']);

    await site.edit('user/delete', { userid: 'eve' });
    await site.crawl();
    expect(await people(site, 'left=true')).toEqual(['eve']);
    const ada = (await site.user('ada'))!.id;
    const page = await told<Heard<typeof endpoints.mirroredPeople.read>>(site, `people/${ada}`);
    expect(page).toMatchObject({ userId: 'ada', userName: 'ada', leftAt: null, activated: false });
    expect(page.fields).toContainEqual({ field: 'mobile', value: '+86-13700000001' });
    expect(page.departments).toEqual([{ id: lab, name: 'Lab' }]);
    expect(page.groups.map(({ name, direct }) => [name, direct])).toContainEqual(['Lab', true]);
    expect(Date.parse(page.observedAt)).toBeLessThanOrEqual(Date.now());
  });

  it('is masked for who only views, and there for mirrors only', async () => {
    const site = await MirrorSite.open(bridge, { events: 'none' });
    await fillCompany(site);
    await site.crawl();
    const { admin, addresses } = bridge;
    const account = { name: `viewer-${unique()}`, password: `secret-${unique()}${unique()}` };
    await admin.call('POST', '/accounts', { ...account, role: 'viewer' });
    const viewer = new AdminClient(addresses.origin, account.name, account.password);
    const ada = (await site.user('ada'))!.id;
    const { text, body } = await viewer.call<{ name: string }>('GET', at(site, `people/${ada}`));
    expect(body.name).toBe('ADA');
    for (const secret of ['13700000001', 'ada@example.com', 'E-1']) expect(text).not.toContain(secret);
    const push = await bridge.connect();
    const none = await admin.call('GET', `/connections/${push.connectionId}/mirror/people`);
    expect(none.status).toBe(404);
  });

  it('is not what there is of a push: whoever asks a mirror for that is told where to ask', async () => {
    const site = await MirrorSite.open(bridge, { events: 'none' });
    await fillCompany(site);
    await site.crawl();
    const ada = (await site.user('ada'))!.id;
    const ask = async (method: string, path: string) => {
      const { status, body } = await bridge.admin.call<{ error: string }>(
        method,
        `/connections/${site.connectionId}/${path}`,
      );
      return [status, body.error];
    };
    const instead = (place: string) => [409, `This connection mirrors DingTalk: ask ${place} of it.`];
    expect(await ask('GET', 'people')).toEqual(instead('mirror/people'));
    expect(await ask('GET', `people/${ada}`)).toEqual(instead('mirror/people'));
    expect(await ask('POST', `people/${ada}/retry`)).toEqual(instead('mirror/people'));
    expect(await ask('GET', 'groups')).toEqual(instead('mirror/departments'));
    expect(await ask('GET', 'departments')).toEqual(instead('mirror/departments'));
  });
});

describe('what DingTalk tells by Stream', () => {
  it('is shown soon, and without a reading: edits, moves, who joins and who leaves', async () => {
    const site = await MirrorSite.open(bridge);
    const { works, lab } = await fillCompany(site);
    await site.crawl();
    await site.listening();
    const id = (await site.user('ada'))!.id;
    const { snapshotAt } = await site.told();
    const since = (await bridge.simulator.log(site.company.org)).at(-1)?.seq ?? 0;
    const calls = async () => (await bridge.simulator.log(site.company.org, since)).map(({ path }) => path);
    await site.edit('user/update', { userid: 'ada', title: 'Countess' });
    const shown = () => site.scim.get(`/Users/${id}`);
    await eventually('the title', async () => (await shown()).body.title === 'Countess');
    expect(await calls()).toEqual(['/topapi/v2/user/get']);

    const version = (await shown()).body.meta.version;
    await site.edit('user/update', { userid: 'ada', dept_id_list: String(works) });
    const groups = async () => ((await shown()).body.groups ?? []).map(({ value }) => value);
    const target = (await site.group(works))!.id;
    await eventually('the move', async () => (await groups())[0] === target);
    expect((await shown()).body.meta.version).not.toBe(version);

    await site.edit('department/update', { dept_id: lab, name: 'Atelier' });
    await eventually('the name', async () => (await site.group(lab))?.displayName === 'Atelier');

    await site.edit('user/create', {
      userid: 'kay',
      name: 'Kay',
      mobile: '13700000009',
      dept_id_list: String(lab),
    });
    await eventually('who joined', async () => (await site.user('kay')) !== undefined);
    const kay = (await site.user('kay'))!.id;
    await site.edit('user/delete', { userid: 'kay' });
    await eventually('who left', async () => (await site.scim.get(`/Users/${kay}`)).status === 404);
    expect(await calls()).not.toContain('/topapi/v2/user/list');
    expect((await site.told()).snapshotAt).toBe(snapshotAt);
  });
});
