import { describe, expect, it } from '@jest/globals';
import { attribute } from '../attribute.js';
import { changedList } from './list.js';

const checked = attribute('checked', '', { type: 'boolean' });
const primary = attribute('primary', '', { type: 'boolean' });
const places = attribute('places', '', {
  type: 'complex',
  multiValued: true,
  subAttributes: [attribute('value', ''), checked, primary],
});
const two = [{ value: 'a', primary: true }, { value: 'b' }];

describe('a list', () => {
  it('has another primary value only where that is what is set', () => {
    const path = { schema: '', attribute: places, sub: checked };
    expect(changedList(two, { kind: 'replace', path, value: true })).toEqual([
      { value: 'a', checked: true, primary: true },
      { value: 'b', checked: true },
    ]);
  });
});
