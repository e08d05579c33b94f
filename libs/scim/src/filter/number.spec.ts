import { describe, expect, it } from '@jest/globals';
import { parseFilter } from './parse.js';

const order = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group:order';

describe('a number in a filter', () => {
  it.each([
    { text: '0', value: 0 },
    { text: '-0', value: -0 },
    { text: '7', value: 7 },
    { text: '10', value: 10 },
    { text: '1234567', value: 1_234_567 },
    { text: '-12', value: -12 },
    { text: '0.25', value: 0.25 },
    { text: '12.5', value: 12.5 },
    { text: '3e2', value: 300 },
    { text: '3E12', value: 3e12 },
    { text: '3e+2', value: 300 },
    { text: '25e-2', value: 0.25 },
    { text: '-1.25e1', value: -12.5 },
  ])('is written as in JSON: $text', ({ text, value }) => {
    expect(parseFilter(`${order} eq ${text}`, 'Group')).toMatchObject({ operator: 'eq', value });
  });

  it.each([
    '01',
    '+1',
    '.5',
    '5.',
    '1e',
    '1e+',
    'e1',
    '--1',
    '0x10',
    '0b1',
    '1_000',
    '1e1.5',
    'x1',
    '1x',
    'Infinity',
  ])('is not %s', (text) => {
    expect(() => parseFilter(`${order} eq ${text}`, 'Group')).toThrow(
      'The filter has a malformed value at character 68.',
    );
  });

  it('is none that a double cannot hold', () => {
    expect(() => parseFilter(`${order} eq 1e999`, 'Group')).toThrow('malformed value');
  });
});
