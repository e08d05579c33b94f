import type { Bench } from './bench.js';
import { median, medianRatio, rotated } from './rounds.js';
import { settle } from './scim-fill.js';
import { openScimScene } from './scim-scene.js';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];

/** Users made by Bulk, as a first load makes them, beside as many POSTs one after the other. */
export const scimBulk: Bench = {
  name: 'scim-bulk',
  about: 'Users made by Bulk beside as many POSTs, over HTTP',
  run: async (site) => {
    const [rounds, people, filled] = site.quick ? [3, 200, 1_000] : [7, 1_000, 100_000];
    const { store, company } = await openScimScene(site);
    const { scim } = await company(filled);
    await settle(store);
    let made = 0;
    const next = () => {
      made += 1;
      const name = `bulk${made}@example.com`;
      return {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: name,
        externalId: `bulk-${made}`,
        displayName: `Bulk ${made}`,
        emails: [{ value: name, type: 'work', primary: true }],
        phoneNumbers: [{ value: `+86138${String(made).padStart(8, '0')}`, type: 'mobile' }],
      };
    };
    const timed = async (work: () => Promise<number>): Promise<number> => {
      const from = performance.now();
      const wrong = await work();
      if (wrong > 0) throw new Error(`wrong answers: ${wrong}`);
      return performance.now() - from;
    };
    const { bulk, posts } = await rotated(rounds, {
      bulk: () =>
        timed(async () => {
          const Operations = Array.from({ length: people }, (_, n) => {
            return { method: 'POST', path: '/Users', bulkId: String(n), data: next() };
          });
          const { body } = await scim.post('/Bulk', { schemas, Operations });
          const results = body.Operations as readonly { readonly status: string }[];
          return people - results.filter(({ status }) => status === '201').length;
        }),
      posts: () =>
        timed(async () => {
          let wrong = 0;
          for (let n = 0; n < people; n += 1)
            if ((await scim.post('/Users', next())).status !== 201) wrong += 1;
          return wrong;
        }),
    });
    return [
      {
        kind: 'measured',
        bench: `${people} Users by one Bulk`,
        ours: { value: median(bulk), unit: 'ms' },
        reference: { value: median(posts), unit: 'ms', who: `${people} POSTs` },
        ratio: medianRatio(bulk, posts),
        target: { of: 'ratio', at: 'most', value: 0.5 },
      },
    ];
  },
};
