import { person, phones, team } from '../builders/scim.js';
import type { Bridge, Tenant } from './bridge.js';
import { fillCompany, MirrorSite } from './mirror-site.js';
import { PulledTenant } from './pulled-tenant.js';

/** A page of the console, by a name for its picture. */
export interface ScenePage {
  readonly name: string;
  readonly address: string;
}

const settings = {
  defaultDepartmentId: 1,
  adoption: { keys: ['mobile'] },
  policy: { runs: { updates: { count: 1 } } },
};

/**
 * Connections on which every page of the console has something to show: people in step, held and blocked, one who was
 * in DingTalk before, a run that waits, a Source and a mirror.
 *
 * @returns every page but the door
 */
export async function setScene(bridge: Bridge): Promise<readonly ScenePage[]> {
  const pushed = await pushedTenant(bridge);
  const [pulled, mirror] = await Promise.all([pulledTenant(bridge, pushed.tenant), mirrored(bridge)]);
  const of = (name: string, rest = '') => ({
    name,
    address: `/connections/${pushed.tenant.connectionId}${rest}`,
  });
  return [
    { name: 'connections', address: '/' },
    { name: 'wizard', address: '/connections/new' },
    of('overview'),
    of('people', '/people'),
    of('person', `/people/${pushed.person}`),
    of('groups', '/groups'),
    of('attention', '/attention'),
    of('plans', '/plans'),
    of('run', `/plans/${pushed.run}`),
    of('preflight', '/preflight'),
    of('adoption', '/adoption'),
    { name: 'source', address: `/connections/${pulled}/source` },
    { name: 'mirror', address: `/connections/${mirror.id}/mirror` },
    { name: 'mirrored', address: `/connections/${mirror.id}/mirrored` },
    { name: 'mirrored-person', address: `/connections/${mirror.id}/mirrored/${mirror.person}` },
    { name: 'mirror-settings', address: `/connections/${mirror.id}/settings` },
    of('activity', '/activity'),
    of('tokens', '/tokens'),
    of('settings', '/settings'),
    { name: 'access', address: '/access' },
    { name: 'account', address: '/account' },
    { name: 'queues', address: '/queues' },
    { name: 'api', address: '/api' },
  ];
}

async function pushedTenant(
  bridge: Bridge,
): Promise<{ readonly tenant: Tenant; readonly person: string; readonly run: string }> {
  const tenant = await bridge.connect({ name: 'Example Ltd', settings });
  const under = `/connections/${tenant.connectionId}`;
  const taken = phones('13800000104');
  const before = { name: '李娜（旧）', mobile: '13800000104', title: '实习生', dept_id_list: '1' };
  await tenant.byHand('/topapi/v2/user/create', before);
  const [wang = '', ada = '', grace = '', li = ''] = await Promise.all(
    [
      { displayName: '王芳', title: '工程师', nickName: '高级工程师', phoneNumbers: phones('13800000101') },
      {
        displayName: 'Ada Lovelace',
        title: 'Engineer',
        nickName: 'Principal Engineer',
        phoneNumbers: phones('13800000102'),
      },
      { displayName: 'Grace Hopper', phoneNumbers: [] },
      { displayName: '李娜', title: '产品经理', phoneNumbers: taken },
    ].map((about, n) => {
      const userName = `user${String(n)}@example.com`;
      const emails = [{ type: 'work', value: userName, primary: true }];
      return tenant.addUser(person({ userName, externalId: `E-100${String(n)}`, emails, ...about }));
    }),
  );
  const lab = await tenant.addGroup(team('研发部', [wang, ada]));
  await tenant.addGroup(team('Research and Development, Asia Pacific', [ada]));
  for (const id of [wang, ada, lab]) await tenant.inStep(id);
  for (const id of [grace, li]) await tenant.untilLink(id, { outcome: 'blocked' });
  await bridge.admin.call('POST', `${under}/adoptions/search`);
  await bridge.admin.call('PUT', `${under}/settings`, {
    ...settings,
    mapping: { title: { sources: ['nickName', 'title'] } },
  });
  await tenant.untilLink(wang, { outcome: 'held' });
  await bridge.admin.call('POST', `${under}/preflight`);
  const { body: runs } = await bridge.admin.call<readonly { readonly id: string; readonly state: string }[]>(
    'GET',
    `${under}/runs`,
  );
  const run = runs.find(({ state }) => state === 'held');
  if (!run) throw new Error('no run is held');
  return { tenant, person: wang, run: run.id };
}

async function pulledTenant(bridge: Bridge, remote: Tenant): Promise<string> {
  const auth = { kind: 'bearer', token: remote.scim.token };
  const name = 'Example Ltd, pulled';
  const pulled = await PulledTenant.connect(bridge, { baseUrl: bridge.scimUrl, auth }, { name });
  await pulled.sync();
  return pulled.tenant.connectionId;
}

async function mirrored(bridge: Bridge): Promise<{ readonly id: string; readonly person: string }> {
  const site = await MirrorSite.open(bridge, {}, undefined, 'Example Ltd, mirrored');
  await fillCompany(site);
  await site.crawl();
  const person = await site.user('ada');
  return { id: site.connectionId, person: String(person?.id) };
}
