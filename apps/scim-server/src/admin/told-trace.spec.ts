import { describe, expect, it } from '@jest/globals';
import type { ResourceId } from '#common';
import { toldTrace } from './told-trace.js';

const id = '00000000-0000-4000-8000-000000000001' as ResourceId;
const of = { resourceId: id, sourceRun: null };
const written = (kind: string) =>
  JSON.stringify({
    kind,
    rounds: [
      {
        read: { presence: 'present' },
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
    expect(toldTrace(written('account'), of, true)?.rounds[0]?.map[0]?.value).toBe('13800000001');
  });

  it('is masked for who only views: recognisable, and useless to others', () => {
    const [round] = toldTrace(written('account'), of, false)?.rounds ?? [];
    expect(round?.map).toEqual([
      { field: 'mobile', value: '1***1', source: 'phoneNumbers' },
      { field: 'title', value: 'Miss' },
      { field: 'email' },
    ]);
    expect(round?.plan?.fields).toEqual([{ field: 'name', before: null, after: '李***雷' }]);
  });

  it('of a department is nobody’s', () => {
    const [round] = toldTrace(written('department'), of, false)?.rounds ?? [];
    expect(round?.plan?.fields[0]?.after).toBe('李雷雷');
  });

  it('names the run of the Source that has written it', () => {
    const from = { resourceId: id, sourceRun: id };
    expect(toldTrace(written('account'), from, true)?.sourceRun).toBe(id);
  });

  it('of what is not there is none', () => {
    expect(toldTrace('null', of, true)).toBeUndefined();
  });
});
