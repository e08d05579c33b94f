import { describe, expect, it } from '@jest/globals';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { typed } from '../support/command-line.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes: the command asks the server, the server the pusher, the pusher the simulator.

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
/** A connection whose people are not in step yet: nobody has a department. */
const connect = async (settings: object = {}) =>
  (await sharedBridge()).connect({ settings: { ...settings } });

const preflight = (tenant: Tenant, ...words: readonly string[]) =>
  typed(tenant, 'preflight', tenant.connectionId, ...words);

interface Report {
  readonly people: number;
  readonly departments: number;
  readonly existing: Readonly<Record<string, unknown>>;
  readonly found: readonly { readonly kind: string; readonly severity: string; readonly n: number }[];
  readonly findings: readonly {
    readonly kind: string;
    readonly resourceId: string;
    readonly other: string | null;
    readonly displayName: string | null;
    readonly mend: string;
  }[];
}
const json = async (tenant: Tenant) => {
  const { code, out } = await preflight(tenant, '--json');
  return { code, ...(JSON.parse(out) as Report) };
};
const phone = (value: string) => [{ type: 'mobile', value }];

describe('npm run bridge -- preflight', () => {
  it('finds nothing where nothing is to be mended, and ends with 0', async () => {
    const tenant = await connect({ defaultDepartmentId: 1 });
    await tenant.addUser({ userName: unique(), displayName: 'Ada', phoneNumbers: phone('13811110001') });
    const report = await json(tenant);
    expect(report).toMatchObject({ code: 0, people: 1, departments: 0, found: [], findings: [] });
    expect(report.existing).toMatchObject({ kind: 'read', whole: true });
  });

  it('names everything that is wrong, by person and department, with its mend, and ends with 1', async () => {
    const tenant = await connect();
    const there = await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', {
      name: 'Sales',
      parent_id: 1,
    });
    await tenant.byHand('/topapi/v2/user/create', {
      userid: 'zoe',
      name: 'Zoe',
      mobile: '13811110009',
      dept_id_list: '1',
    });
    const user = (body: object) => tenant.addUser({ userName: unique(), ...body });
    const silent = await user({ displayName: '=HYPERLINK("x")' });
    const lost = await user({
      displayName: 'Eve',
      phoneNumbers: phone('13811110002'),
      [enterprise]: { manager: { value: '00000000-0000-4000-8000-000000000000' } },
    });
    const twin = await user({ displayName: 'Eva', phoneNumbers: phone('+86 13811110002') });
    const known = await user({ displayName: 'Zoë', phoneNumbers: phone('13811110009') });
    const sales = await tenant.addGroup({
      displayName: 'Sales',
      members: [twin, known].map((value) => ({ value })),
    });
    const [first, second] = [
      await tenant.addGroup({ displayName: 'R-D' }),
      await tenant.addGroup({ displayName: 'R–D' }),
    ];

    const report = await json(tenant);
    expect([report.code, report.people, report.departments]).toEqual([1, 4, 3]);
    const found = report.findings.map(({ kind, resourceId, other }) => [kind, resourceId, other]);
    expect(new Set(found.map((one) => one.join(' ')))).toEqual(
      new Set(
        [
          ['departmentNameChanged', first, null],
          ['sameNamedSiblings', first, second],
          ['sameNamedSiblings', second, first],
          ['existingDepartment', sales, String(there.dept_id)],
          ['noMobile', silent, null],
          ['noDepartment', silent, null],
          ['noDepartment', lost, null],
          ['unknownManager', lost, null],
          ['mobileTwice', lost, twin],
          ['mobileTwice', twin, lost],
          ['existingAccount', known, 'zoe'],
        ].map((one) => one.join(' ')),
      ),
    );
    expect(report.findings.every(({ mend }) => mend.length > 0)).toBe(true);
    expect(report.found[0]?.severity).toBe('stops');

    const { code, out } = await preflight(tenant, '--csv', '--lang', 'zh');
    expect(code).toBe(1);
    const lines = out.trim().split('\n');
    expect(lines[0]).toContain('displayName,type,resourceId,severity,kind,what,mend,other,field,detail');
    expect(lines).toHaveLength(found.length + 1);
    expect(out).toContain('没有手机号');
    // A spreadsheet shows it, and calculates nothing.
    expect(out).toContain(`"'=HYPERLINK(""x"")"`);
    expect(await tenant.calls('user/create')).toHaveLength(1);
  });

  it('tells what it could not see, and all the rest', async () => {
    const tenant = await connect();
    const { appKey } = tenant.company;
    await tenant.bridge.simulator.setApp({ appKey, scopes: ['qyapi_base'] });
    await tenant.addUser({ userName: unique(), displayName: 'Ada' });
    const report = await json(tenant);
    expect(report.existing).toEqual({
      kind: 'unknown',
      why: 'noPermission',
      scope: 'qyapi_get_department_list',
    });
    expect(report.found.map(({ kind }) => kind)).toContain('noMobile');
    expect((await preflight(tenant)).out).toContain('not seen (noPermission qyapi_get_department_list)');
  });

  it('is read a page at a time, by kind', async () => {
    const tenant = await connect({ defaultDepartmentId: 1 });
    for (let n = 0; n < 5; n += 1) await tenant.addUser({ userName: unique(), displayName: 'Ada' });
    const { admin } = tenant.bridge;
    const below = `/connections/${tenant.connectionId}/preflight`;
    expect((await admin.call('GET', below)).status).toBe(404);
    expect((await admin.call('POST', below)).status).toBe(200);
    const met: string[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const page: { findings: { resourceId: string }[]; next: number | null } = (
        await admin.call<{ findings: { resourceId: string }[]; next: number | null }>(
          'GET',
          `${below}/findings?kind=noMobile&limit=2&after=${String(after)}`,
        )
      ).body;
      expect(page.findings.length).toBeLessThanOrEqual(2);
      met.push(...page.findings.map(({ resourceId }) => resourceId));
      after = page.next;
    }
    expect([met.length, new Set(met).size]).toEqual([5, 5]);
    const other = await admin.call<{ findings: unknown[] }>('GET', `${below}/findings?kind=noName`);
    expect(other.body.findings).toEqual([]);
  });
});
