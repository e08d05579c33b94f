import { describe, expect, it } from '@jest/globals';
import { attribute } from '../attribute.js';
import type { AttributeType } from '../attribute.js';
import { comparison } from './comparison.js';
import { compareOperators } from './filter.js';
import type { CompareOperator, CompareValue } from './filter.js';

const equality: readonly CompareOperator[] = ['eq', 'ne'];
const substring: readonly CompareOperator[] = ['co', 'sw', 'ew'];
const ordering: readonly CompareOperator[] = ['gt', 'ge', 'lt', 'le'];

const literals: Readonly<Record<string, CompareValue>> = {
  text: 'x',
  instant: '2020-01-01T00:00:00Z',
  'a lone surrogate': '\ud800',
  NUL: '\0',
  number: 1,
  boolean: true,
};

/** RFC 7644 Table 3: which operators make sense for a type, and with what. */
const sensible: Readonly<Record<AttributeType, Readonly<Record<string, readonly CompareOperator[]>>>> = {
  string: { text: compareOperators, instant: compareOperators },
  reference: { text: compareOperators, instant: compareOperators },
  binary: { text: [...equality, ...substring], instant: [...equality, ...substring] },
  boolean: { boolean: equality },
  integer: { number: [...equality, ...ordering] },
  decimal: { number: [...equality, ...ordering] },
  dateTime: { instant: [...equality, ...ordering] },
  complex: {},
};

describe('a comparison', () => {
  it.each(Object.entries(sensible))('of a %s takes what Table 3 lets it', (type, allowed) => {
    const sub = attribute('y', '', { type: type as AttributeType });
    const path = {
      schema: '',
      attribute: attribute('x', '', { type: 'complex', subAttributes: [sub] }),
      sub,
    };
    for (const [name, literal] of Object.entries(literals)) {
      for (const operator of compareOperators) {
        const made = () => comparison(path, operator, literal);
        if (allowed[name]?.includes(operator)) {
          expect(made()).toEqual({ kind: 'compare', attribute: path, operator, value: literal });
        } else {
          expect(made).toThrow(
            expect.objectContaining({
              status: 400,
              scimType: 'invalidFilter',
              detail: 'The operator and value do not suit x.y.',
            }),
          );
        }
      }
    }
  });

  it.each(Object.keys(sensible))(
    'of a %s with null asks whether it is assigned, and for no order',
    (type) => {
      const sub = attribute('y', '', { type: type as AttributeType });
      const path = {
        schema: '',
        attribute: attribute('x', '', { type: 'complex', subAttributes: [sub] }),
        sub,
      };
      for (const operator of compareOperators) {
        const made = () => comparison(path, operator, null);
        if (equality.includes(operator))
          expect(made()).toMatchObject({ kind: 'compare', operator, value: null });
        else expect(made).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }));
      }
    },
  );

  it('of a complex attribute is one of its value', () => {
    const value = attribute('value', '');
    const path = {
      schema: '',
      attribute: attribute('x', '', { type: 'complex', subAttributes: [value] }),
    };
    expect(comparison(path, 'eq', 'a')).toEqual({
      kind: 'compare',
      attribute: { ...path, sub: value },
      operator: 'eq',
      value: 'a',
    });
  });

  it('of a complex attribute without a value is refused by name', () => {
    const path = { schema: '', attribute: attribute('x', '', { type: 'complex' }) };
    expect(() => comparison(path, 'eq', 'a')).toThrow(
      expect.objectContaining({
        scimType: 'invalidFilter',
        detail: 'x is complex: compare one of its sub-attributes.',
      }),
    );
  });

  it('of what is never returned finds nothing', () => {
    const path = { schema: '', attribute: attribute('password', '', { returned: 'never' }) };
    expect(comparison(path, 'eq', 'a')).toEqual({ kind: 'nothing' });
  });

  it('reads a boolean that is sent as text', () => {
    const path = { schema: '', attribute: attribute('x', '', { type: 'boolean' }) };
    expect(comparison(path, 'eq', 'True')).toMatchObject({ value: true });
  });
});
