import { describe, expect, it } from '@jest/globals';
import { parseFilter } from './parse.js';

const faultOf = (text: string): unknown => {
  try {
    return parseFilter(text, 'User');
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a filter that is refused', () => {
  it.each([
    { text: 'title pr and', fault: 'The filter ends too early.' },
    { text: '(title pr', fault: 'The filter ends too early.' },
    { text: 'title pr)', fault: 'The filter is not valid at character 9.' },
    { text: 'title pr title', fault: 'The filter is not valid at character 10.' },
    { text: 'title[value eq "x"]', fault: 'The filter is not valid at character 6.' },
    { text: 'emails.value[type eq "x"]', fault: 'The filter is not valid at character 13.' },
    { text: 'emails[type[value eq "x"]]', fault: 'The filter is not valid at character 12.' },
    { text: 'emails[type eq "x"] .value eq "y"', fault: 'The filter is not valid at character 21.' },
    { text: 'a.b.c eq "x"', fault: 'The filter has a malformed attribute name at character 1.' },
    { text: 'title pr or a.b.c pr', fault: 'The filter has a malformed attribute name at character 13.' },
    { text: 'title is "x"', fault: 'The operator at character 7 of the filter is not supported.' },
    { text: "title eq 'x", fault: 'The filter has a malformed string at character 10.' },
    { text: 'title eq \\x', fault: 'The filter has a malformed value at character 10.' },
    { text: 'title eq "x', fault: 'The filter has a malformed string at character 10.' },
    { text: 'title eq "\\x"', fault: 'The filter has a malformed string at character 10.' },
  ])('says where it is wrong: $text', ({ text, fault }) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('is one of more than 16,384 characters', () => {
    const blanks = ' '.repeat(16_384 - 'title pr'.length);
    expect(faultOf(`${blanks}title pr`)).toMatchObject({ kind: 'present' });
    expect(faultOf(`${blanks} title pr`)).toBe('A filter may have 16384 characters at most.');
  });

  it('is one of more than 64 levels', () => {
    const nested = (levels: number): string => `${'('.repeat(levels)}title pr${')'.repeat(levels)}`;
    expect(faultOf(nested(64))).toMatchObject({ kind: 'present' });
    expect(faultOf(nested(65))).toBe('A filter may nest 64 levels at most.');
  });
});

describe('the word "not"', () => {
  it('is the name of an attribute where no bracket follows', () => {
    expect(faultOf('not pr')).toEqual({ kind: 'nothing' });
  });
});
