import { describe, expect, it } from '@jest/globals';
import { joinName } from './name-parts.js';

describe('a name of two parts', () => {
  it.each([
    { given: 'Ada', family: 'King', name: 'Ada King' },
    { given: '三', family: '张', name: '张三' },
    { given: 'Ada', family: '张', name: 'Ada 张' },
    { given: '三', family: 'King', name: '三 King' },
    { given: 'Ada', family: undefined, name: 'Ada' },
    { given: ' ', family: 'King', name: 'King' },
    { given: null, family: undefined, name: undefined },
  ])('$given and $family is $name', ({ given, family, name }) => {
    expect(joinName(given, family)).toBe(name);
  });
});
