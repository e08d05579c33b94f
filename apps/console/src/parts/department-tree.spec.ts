import { describe, expect, it } from '@jest/globals';
import { grown, treeOf } from './department-tree.js';

const department = (id: string, departments = 0) => ({ id, name: `Name of ${id}`, departments, people: 0 });

describe('the department tree', () => {
  it('can be opened where there is something below', () => {
    const nodes = treeOf([department('a', 2), department('b')]);
    expect(nodes.map(({ title, isLeaf }) => [title, isLeaf])).toEqual([
      ['Name of a', false],
      ['Name of b', true],
    ]);
  });

  it('grows at every depth by what is known', () => {
    const branches = new Map([
      ['a', treeOf([department('b', 1)])],
      ['b', treeOf([department('c')])],
    ]);
    const [root] = grown(treeOf([department('a', 1)]), branches);
    expect(root?.children?.[0]?.children?.map(({ key }) => key)).toEqual(['c']);
  });
});
