import { describe, expect, it, jest } from '@jest/globals';
import { converged } from '#provisioning';
import { activityContext, keepHouse } from '#store';
import type { ClaimedLink } from '#store';
import { testSealer } from '../support/test-database.js';
import { workedLinks } from '../support/worked-links.js';
import type { Company } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { opened, sql, company, addPerson, claimOne, finish } = workedLinks();

describe('activity', () => {
  const noted = (at: Company, id: ClaimedLink, title: string) =>
    finish(at, id, converged('present'), {
      activity: {
        event: 'updateAccount',
        askedBy: 'token:t1',
        fields: ['title'],
        valuesSealed: testSealer.seal(JSON.stringify({ title: [null, title] }), activityContext(at.id)),
        calls: [{ api: '/topapi/v2/user/update', code: '0', ms: 12, requestId: 'r1' }],
        tookMs: 15,
      },
    });

  it('tells who asked, the calls and the values, newest first, page by page; nothing of others', async () => {
    const at = await company();
    const id = await addPerson(at);
    for (const title of ['Cadet', 'Admiral']) {
      await sql('update link set due_at = now() where id = $1', [id]);
      await noted(at, await claimOne(at), title);
    }
    const [newest, ...older] = await at.activity.list({ resourceId: id, limit: 10 });
    expect(newest).toMatchObject({
      askedBy: 'token:t1',
      event: 'updateAccount',
      values: { title: [null, 'Admiral'] },
      calls: [{ api: '/topapi/v2/user/update', code: '0', ms: 12, requestId: 'r1' }],
      tookMs: 15,
    });
    expect(older.map(({ values }) => values)).toEqual([{ title: [null, 'Cadet'] }]);
    expect(await at.activity.list({ before: newest!.id, limit: 10 })).toEqual(older);
    expect(await (await company()).activity.list({ resourceId: id, limit: 10 })).toEqual([]);
    const [row] = await sql<{ values_sealed: string }>('select values_sealed from activity limit 1');
    expect(row?.values_sealed).not.toContain('Admiral');
  });

  it('forgets values first and months later, and has partitions ahead', async () => {
    const at = await company();
    await addPerson(at);
    await noted(at, await claimOne(at), 'Cadet');
    await sql(`create table activity_2020_01 partition of activity
      for values from ('2020-01-01T00:00:00Z') to ('2020-02-01T00:00:00Z')`);
    await sql(
      `insert into activity (connection_id, link_id, asked_by, event, at)
       values ($1, gen_random_uuid(), 'engine', 'old', '2020-01-15')`,
      [at.id],
    );
    const months = async () =>
      (
        await sql<{ name: string }>(
          `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'activity'::regclass order by 1`,
        )
      ).map(({ name }) => name);
    const last = (await months()).at(-1)!;
    await sql(`drop table ${last}`);
    await keepHouse(opened().database, { activityMonths: 13, valuesDays: 30 });
    expect(await months()).not.toContain('activity_2020_01');
    expect(await months()).toContain(last);
    const events = async () => (await at.activity.list({ limit: 10 })).map(({ values }) => values);
    expect(await events()).toEqual([{ title: [null, 'Cadet'] }]);
    await keepHouse(opened().database, { activityMonths: 13, valuesDays: 0 });
    expect(await events()).toEqual([null]);
  });
});
