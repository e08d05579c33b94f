import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { apis } from '#dingtalk';
import { endpoints } from '../../apps/dingtalk-simulator/src/endpoints/all.js';

const readme = path.resolve(import.meta.dirname, '../../../apps/dingtalk-simulator/README.md');

/** The rows of the table of endpoints: `GET /path`, and whether the client calls it. */
const rows = readFileSync(readme, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const endpoint = /^`((?:GET|POST) \/(?!__sim)\S+)`$/.exec(cells[1] ?? '')?.[1];
    return endpoint === undefined ? [] : [{ endpoint, called: cells[5] === 'yes', cells }];
  });
const nameOf = ({ method, path: at }: { readonly method: string; readonly path: string }) =>
  `${method} ${at}`;

describe("the simulator's table of endpoints", () => {
  it('names every route once, and nothing else', () => {
    expect(rows.map(({ endpoint }) => endpoint).sort()).toEqual(endpoints.map(nameOf).sort());
  });

  it('says of each what is supported, by which paragraph, and how well that is known', () => {
    expect(rows.filter(({ cells }) => cells.slice(2, 5).some((cell) => cell === ''))).toEqual([]);
  });

  it('marks exactly what the client calls', () => {
    const called = rows.filter((row) => row.called).map(({ endpoint }) => endpoint);
    expect(called.sort()).toEqual(apis.map(nameOf).sort());
  });
});

describe('the client and the simulator', () => {
  const granted = endpoints.filter((one) => one.kind === 'granted');

  it.each(
    apis.flatMap((api) => granted.filter((one) => nameOf(one) === nameOf(api)).map((one) => ({ api, one }))),
  )('agree on the permission point of $api.path, and on whether the month counts it', ({ api, one }) => {
    expect(one).toMatchObject({ permission: api.scope, quota: api.counted ? 'counted' : 'exempt' });
  });
});
