import { describe, expect, it } from '@jest/globals';
import { comparedFields } from './compared-fields.js';

describe('two previews of a person', () => {
  it('stand side by side, and differ where the values do', () => {
    const now = [
      { field: 'title', value: 'Engineer' },
      { field: 'email' },
      { field: 'extension.old', value: 'x' },
    ];
    const then = [
      { field: 'title', value: 'Doctor', source: 'nickName' },
      { field: 'email' },
      { field: 'extension.new', value: 'y' },
    ];
    expect(comparedFields(now, then)).toEqual([
      { field: 'title', now: 'Engineer', then: 'Doctor', source: 'nickName', differs: true },
      { field: 'email', differs: false },
      { field: 'extension.new', then: 'y', differs: true },
      { field: 'extension.old', now: 'x', differs: true },
    ]);
  });
});
