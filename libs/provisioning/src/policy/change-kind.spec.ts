import { describe, expect, it } from '@jest/globals';
import { changeKinds, covers } from './change-kind.js';

describe('what was allowed as one kind of change', () => {
  it('is allowed as that kind', () => {
    for (const kind of changeKinds) expect(covers[kind]).toContain(kind);
  });

  it('may come as a smaller one towards the same state, and never as a removal or as somebody new', () => {
    const others = changeKinds.map((kind) => [kind, covers[kind].filter((other) => other !== kind).sort()]);
    expect(Object.fromEntries(others)).toEqual({
      creates: ['moved', 'updates'],
      updates: [],
      moved: ['updates'],
      withoutDepartment: ['updates'],
      leavers: [],
      departmentDeletes: [],
      roleRemovals: ['updates'],
    });
  });
});
