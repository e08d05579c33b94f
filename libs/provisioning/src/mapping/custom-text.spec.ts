import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { customText } from './custom-text.js';

describe('the text of a custom field', () => {
  it.each([
    { text: 'Hangzhou', written: 'Hangzhou', reason: 'as it is' },
    { text: '[wiki](http://x.org)', written: '[wiki] (http://x.org)', reason: 'no link' },
    { text: '[[a](b)](c)', written: '[[a] (b)] (c)', reason: 'nor one in another' },
    { text: '[a] (b) [c]', written: '[a] (b) [c]', reason: 'brackets by themselves mean nothing' },
    { text: '#userid#', written: '# userid#', reason: 'no place that is filled in' },
    {
      text: '#UserId#corpid#',
      written: '# UserId# corpid#',
      reason: 'nor two that share a mark, in any case',
    },
    { text: '#42', written: '#42', reason: 'a mark by itself means nothing' },
  ])('$text becomes $written: $reason', ({ text, written }) => {
    expect(customText(text)).toBe(written);
  });

  it('is the same when what was written is written again, and never a link', () => {
    const piece = fc.constantFrom('[', ']', '(', ')', '#', 'userid', 'corpid', 'a');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const written = customText(pieces.join(''));
        expect(customText(written)).toBe(written);
        expect(written).not.toMatch(/\]\(|#(?:userid|corpid)#/i);
      }),
    );
  });
});
