import { describe, expect, it } from '@jest/globals';
import { shownValue } from './shown-value.js';

describe('a value', () => {
  it.each([
    { reason: 'a text', value: '王芳', shown: '王芳' },
    { reason: 'nothing', value: null, shown: 'empty' },
    { reason: 'an empty text', value: '', shown: 'empty' },
    { reason: 'an empty list', value: [], shown: 'empty' },
    { reason: 'a list', value: [1, 'b'], shown: '1, b' },
    { reason: 'a flag', value: false, shown: 'false' },
    { reason: 'an object', value: { a: 1 }, shown: '{"a":1}' },
  ])('is shown as $shown: $reason', ({ value, shown }) => {
    expect(shownValue(value, 'empty')).toBe(shown);
  });
});
