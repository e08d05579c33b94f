import { beforeAll, describe, expect, it } from '@jest/globals';
import type { endpoints, Heard } from '#admin-api';
import type { Tenant } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

type People = Heard<typeof endpoints.people.list>;
type Person = Heard<typeof endpoints.people.read>;
type Attention = Heard<typeof endpoints.attention.read>;
type AttentionRows = Heard<typeof endpoints.attention.list>;
type Departments = Heard<typeof endpoints.departments.list>;
type Overview = Heard<typeof endpoints.overview.read>;
type Series = Heard<typeof endpoints.overview.series>;

let tenant: Tenant;
let ids: Readonly<Record<'ada' | 'grace' | 'rival' | 'formula', string>>;
let [parent, child] = ['', ''];
const get = async <T>(path: string) =>
  (await tenant.bridge.admin.call<T>('GET', `/connections/${tenant.connectionId}${path}`)).body;
const post = (path: string, body?: object) =>
  tenant.bridge.admin.call<{ retried: number }>('POST', `/connections/${tenant.connectionId}${path}`, body);

const person = (userName: string, displayName: string, mobile?: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  displayName,
  title: 'Engineer',
  ...(mobile === undefined ? {} : { phoneNumbers: [{ type: 'mobile', value: mobile }] }),
});
const names = ({ rows }: People) => rows.map(({ name }) => name);

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect();
  const ada = await tenant.addUser(person('ada@x.org', '李 Ada 100%', '+86 138-0000-4711'));
  const grace = await tenant.addUser(person('grace@x.org', 'Grace', '13800004712'));
  await Promise.all([tenant.inStep(ada), tenant.inStep(grace)]);
  const rival = await tenant.addUser(person('rival@x.org', 'Rival', '13800004711'));
  const formula = await tenant.addUser(person('formula@x.org', '=HYPERLINK("http://x")'));
  child = await tenant.addGroup({ displayName: 'Asia', members: [{ value: ada }] });
  parent = await tenant.addGroup({ displayName: 'Sales', members: [{ value: child }] });
  ids = { ada, grace, rival, formula };
  await tenant.untilLink(rival, { outcome: 'blocked', reason: 'mobileTaken' });
  await tenant.untilLink(formula, { outcome: 'blocked', reason: 'noMobile' });
  await Promise.all([tenant.inStep(child), tenant.inStep(parent), tenant.inStep(ada)]);
});

describe('the list of people', () => {
  it.each([
    { text: 'ada', found: ['李 Ada 100%'], reason: 'a part of a name, whatever its case' },
    { text: '李', found: ['李 Ada 100%'], reason: 'a Chinese character' },
    { text: 'GRACE@', found: ['Grace'], reason: 'a part of a userName' },
    { text: '4712', found: ['Grace'], reason: 'the end of a mobile' },
    { text: '100%', found: ['李 Ada 100%'], reason: 'a sign that is no placeholder' },
    { text: '_da', found: [], reason: 'a placeholder of SQL, which is none here' },
    { text: "'; drop table link; --", found: [], reason: 'whatever is typed' },
  ])('is searched by $reason', async ({ text, found }) => {
    const list = await get<People>(`/people?text=${encodeURIComponent(text)}`);
    expect(names(list)).toEqual(found);
    expect(list.total).toBe(4);
  });

  it('is filtered by how people stand, and why', async () => {
    expect(names(await get<People>('/people?state=inStep'))).toEqual(['Grace', '李 Ada 100%']);
    expect(names(await get<People>('/people?state=blocked&reason=mobileTaken'))).toEqual(['Rival']);
  });

  it('is filtered by a department, before and after DingTalk has it', async () => {
    const { rows } = await get<Departments>('/departments');
    const [below] = (await get<Departments>(`/departments?parent=${rows[0]?.linkId ?? ''}`)).rows;
    expect(names(await get<People>(`/people?department=${below?.linkId ?? ''}`))).toEqual(['李 Ada 100%']);
    expect(names(await get<People>(`/people?department=${rows[0]?.linkId ?? ''}`))).toEqual([]);
  });

  it('is read a page at a time, nobody twice and nobody left out', async () => {
    const seen: (string | null)[] = [];
    let next: string | null = '';
    while (next !== null) {
      const list: People = await get<People>(`/people?limit=3${next === '' ? '' : `&page=${next}`}`);
      seen.push(...names(list));
      next = list.next;
    }
    expect(seen).toEqual(['=HYPERLINK("http://x")', 'Rival', 'Grace', '李 Ada 100%']);
  });

  it.each(['limit=0', 'limit=501', 'page=abc', 'state=happy', 'department=1'])(
    'refuses %s',
    async (query) => {
      const { status } = await tenant.bridge.admin.call(
        'GET',
        `/connections/${tenant.connectionId}/people?${query}`,
      );
      expect(status).toBe(400);
    },
  );
});

describe("a person's page", () => {
  it('shows SCIM beside DingTalk, and what differs', async () => {
    const page = await get<Person>(`/people/${ids.ada}`);
    expect(page).toMatchObject({ state: 'inStep', userName: 'ada@x.org' });
    expect(page.groups.map(({ name, direct }) => [name, direct])).toEqual([
      ['Asia', true],
      ['Sales', false],
    ]);
    expect(page.departments.map(({ name }) => name)).toEqual(['Asia']);
    const field = (name: string) => page.fields.find((one) => one.field === name);
    expect(field('title')).toMatchObject({ value: 'Engineer', applied: 'Engineer', differs: false });
    expect(page.fields.filter(({ differs }) => differs)).toEqual([]);
    const blocked = await get<Person>(`/people/${ids.rival}`);
    expect(blocked.fields.find((one) => one.field === 'mobile')).toMatchObject({
      value: '13800004711',
      differs: true,
    });
  });

  it('is not there for who is in another connection, nor for a Group', async () => {
    const other = await (await sharedBridge()).connect();
    const path = `/connections/${other.connectionId}/people/${ids.ada}`;
    expect((await other.bridge.admin.call('GET', path)).status).toBe(404);
    const group = `/connections/${tenant.connectionId}/people/${parent}`;
    expect((await tenant.bridge.admin.call('GET', group)).status).toBe(404);
  });
});

describe('the department tree', () => {
  it('opens one level at a time, and says how many lie below', async () => {
    const top = await get<Departments>('/departments');
    expect(top.rows).toEqual([
      expect.objectContaining({ name: 'Sales', departments: 1, people: 0, state: 'inStep' }),
    ]);
    const below = await get<Departments>(`/departments?parent=${top.rows[0]!.linkId}`);
    expect(below.rows).toEqual([expect.objectContaining({ name: 'Asia', departments: 0, people: 1 })]);
    expect(below.more).toBe(false);
  });
});

describe('what needs attention', () => {
  it('is grouped by its reason', async () => {
    const { groups } = await get<Attention>('/attention');
    expect(
      groups.map(({ state, reason, people, departments }) => [state, reason, people, departments]),
    ).toEqual(
      expect.arrayContaining([
        ['blocked', 'mobileTaken', 1, 0],
        ['blocked', 'noMobile', 1, 0],
      ]),
    );
  });

  it('names who holds the value that is waited for', async () => {
    const { rows } = await get<AttentionRows>('/attention/rows?reason=mobileTaken');
    expect(rows).toEqual([
      expect.objectContaining({ name: 'Rival', holderId: ids.ada, holderName: '李 Ada 100%' }),
    ]);
  });

  it('is a table that no spreadsheet takes for formulas, with the mend in the language asked for', async () => {
    const path = `/connections/${tenant.connectionId}/attention.csv?language=zh`;
    const { text, headers } = await tenant.bridge.admin.call('GET', path);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).not.toContain('\n=');
    expect(text).toContain('noMobile');
    expect(text).toMatch(/手机/);
  });

  it('is looked at again by reason, by Link, and one person alone', async () => {
    const { rows } = await get<AttentionRows>('/attention/rows?reason=noMobile');
    expect((await post('/attention/retry', { reason: 'noMobile' })).body.retried).toBe(1);
    await tenant.untilLink(ids.formula, { outcome: 'blocked', onTheWay: false });
    expect((await post('/attention/retry', { links: [rows[0]!.linkId] })).body.retried).toBe(1);
    expect((await post(`/people/${ids.formula}/retry`)).body.retried).toBe(1);
    expect((await post(`/people/${ids.ada}/retry`)).body.retried).toBe(0);
  });
});

describe('the overview', () => {
  it('counts who stands how, and what was done', async () => {
    const overview = await eventually('the counts of the minute', async () => {
      const read = await get<Overview>('/overview');
      return read.calls.used > 0 && read.people.onTheWay === 0 && read;
    });
    expect(overview.people).toEqual({ inStep: 2, onTheWay: 0, waiting: 0, held: 0, blocked: 2 });
    expect(overview.departments.inStep).toBe(2);
    expect(overview.progress).toEqual({ done: 6, total: 6, secondsLeft: 0 });
    expect(overview.calls.allowed).toBe(19);
    expect(overview.lastChangeAt).not.toBeNull();
    const { slots, minutes } = await eventually('all that was done', async () => {
      const read = await get<Series>('/series');
      return read.slots.reduce((sum, { changes }) => sum + changes, 0) >= 4 && read;
    });
    expect([slots.length, minutes]).toEqual([60, 1]);
  });
});
