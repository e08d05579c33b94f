import { describe, expect, it } from '@jest/globals';
import type { ResourceId } from '#common';
import { toldTrace } from './told-trace.js';

const id = '00000000-0000-4000-8000-000000000001' as ResourceId;
const written = (kind: string, askedBy = 'engine') =>
  JSON.stringify({
    kind,
    rounds: [
      {
        read: { presence: 'present', askedBy },
        map: [
          { field: 'mobile', value: '13800000001', source: 'phoneNumbers' },
          { field: 'title', value: 'Miss' },
          { field: 'email' },
        ],
        match: null,
        plan: { fields: [{ field: 'name', before: null, after: '李雷雷' }] },
        apply: null,
      },
    ],
    stopped: null,
    ended: null,
  });

describe('a trace', () => {
  it('is told whole to who may see values', () => {
    expect(toldTrace(written('account'), id, true)?.rounds[0]?.map[0]?.value).toBe('13800000001');
  });

  it('is masked for who only views: recognisable, and useless to others', () => {
    const [round] = toldTrace(written('account'), id, false)?.rounds ?? [];
    expect(round?.map).toEqual([
      { field: 'mobile', value: '1***1', source: 'phoneNumbers' },
      { field: 'title', value: 'Miss' },
      { field: 'email' },
    ]);
    expect(round?.plan?.fields).toEqual([{ field: 'name', before: null, after: '李***雷' }]);
  });

  it('of a department is nobody’s', () => {
    const [round] = toldTrace(written('department'), id, false)?.rounds ?? [];
    expect(round?.plan?.fields[0]?.after).toBe('李雷雷');
  });

  it.each([
    ['names the run of the Source that asked', `source:${id}`, id],
    ['names no run where somebody else asked', 'admin:ada', null],
  ])('%s', (_what, askedBy, run) => {
    expect(toldTrace(written('account', askedBy), id, true)?.rounds[0]?.read?.sourceRun).toBe(run);
  });

  it('of what is not there is none', () => {
    expect(toldTrace('null', id, true)).toBeUndefined();
  });
});
