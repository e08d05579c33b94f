import type { AttributeDefinition } from '../attribute.js';
import { resolveShortPath, resolveSubAttribute } from '../attribute-path.js';
import type { AttributePath, PathResolution } from '../attribute-path.js';
import { invalidFilter } from '../error.js';
import type { ResourceType } from '../resource-type.js';
import { comparison } from './comparison.js';
import { compareOperators } from './filter.js';
import type { CompareOperator, CompareValue, Filter } from './filter.js';
import { tokenize } from './token.js';
import type { Token } from './token.js';

/** How deep parentheses may nest. Each level costs a few calls, so no filter can exhaust the stack. */
const maxFilterDepth = 64;

type Resolve = (text: string) => PathResolution;

/**
 * Parses a filter by the grammar of RFC 7644 section 3.4.2.2 and resolves its attributes for `type`.
 * Outside the grammar: `emails[type eq "work"].value eq "x"` means `emails[type eq "work" and value eq "x"]`, and a
 * value that can be nothing but text may stand in single quotes or in none, as it does in sections 3.7.1 and 3.4.2.1.
 * Throws 400 invalidFilter, naming a position or an attribute, never a value.
 */
export function parseFilter(text: string, type: ResourceType): Filter {
  return new FilterParser(tokenize(text), (path) => resolveShortPath(path, type)).whole();
}

/** Parses what stands in the brackets of a PATCH path: a filter of the sub-attributes of `parent`. */
export function parseValueFilter(text: string, parent: AttributeDefinition): Filter {
  return new FilterParser(tokenize(text), (path) => resolveSubAttribute(path, parent)).whole();
}

class FilterParser {
  private next = 0;
  private depth = 0;
  /** Value paths do not nest (Figure 1, valFilter). */
  private insideValuePath = false;

  constructor(
    private readonly tokens: readonly Token[],
    private resolve: Resolve,
  ) {}

  whole(): Filter {
    const filter = this.disjunction();
    if (this.next < this.tokens.length) throw this.unexpected();
    return filter;
  }

  /** "or" binds weakest, then "and", then "not" (RFC 7644 section 3.4.2.2, order of operations). */
  private disjunction(): Filter {
    const filters = [this.conjunction()];
    while (this.takeWord('or')) filters.push(this.conjunction());
    return combine('or', filters);
  }

  private conjunction(): Filter {
    const filters = [this.term()];
    while (this.takeWord('and')) filters.push(this.term());
    return combine('and', filters);
  }

  private term(): Filter {
    if (this.tokens[this.next + 1]?.kind === '(' && this.takeWord('not')) {
      return { kind: 'not', filter: this.group() };
    }
    if (this.tokens[this.next]?.kind === '(') return this.group();
    return this.attributeExpression();
  }

  private group(): Filter {
    this.take('(');
    this.depth += 1;
    if (this.depth > maxFilterDepth) {
      throw invalidFilter(`A filter may nest ${maxFilterDepth} levels at most.`);
    }
    const filter = this.disjunction();
    this.take(')');
    this.depth -= 1;
    return filter;
  }

  private attributeExpression(): Filter {
    const name = this.take('word');
    const resolution = this.resolve(name.text);
    if (resolution.kind === 'malformed') {
      throw invalidFilter(`The filter has a malformed attribute name at character ${name.start + 1}.`);
    }
    const path = resolution.kind === 'attribute' ? resolution.path : undefined;
    if (this.tokens[this.next]?.kind === '[') return this.valuePath(path);
    return this.comparisonOf(path);
  }

  private comparisonOf(path: AttributePath | undefined): Filter {
    const operator = this.take('word');
    const name = operator.text.toLowerCase();
    if (name === 'pr') {
      return path === undefined ? { kind: 'nothing' } : { kind: 'present', attribute: path };
    }
    if (!isCompareOperator(name)) {
      throw invalidFilter(`The operator at character ${operator.start + 1} of the filter is not supported.`);
    }
    const value = this.compareValue(path);
    return path === undefined ? { kind: 'nothing' } : comparison(path, name, value);
  }

  private compareValue(path: AttributePath | undefined): CompareValue {
    if (this.tokens[this.next]?.kind === 'string') return this.take('string').text;
    const word = this.take('word');
    const literal = literalOf(word.text);
    if (literal !== undefined) return literal;
    if (!isBareText(word.text, path)) {
      throw invalidFilter(`The filter has a malformed value at character ${word.start + 1}.`);
    }
    return word.text;
  }

  private valuePath(path: AttributePath | undefined): Filter {
    if (this.insideValuePath || path?.sub !== undefined) throw this.unexpected();
    if (path !== undefined && path.attribute.type !== 'complex') throw this.unexpected();
    this.take('[');
    const outer = this.resolve;
    this.insideValuePath = true;
    this.resolve = (text) =>
      path === undefined ? { kind: 'unknownAttribute' } : resolveSubAttribute(text, path.attribute);
    const inner = this.disjunction();
    const close = this.take(']');
    const filters = this.subAttributeFollows(close) ? [inner, this.subAttributeExpression()] : [inner];
    this.resolve = outer;
    this.insideValuePath = false;
    if (path === undefined) return { kind: 'nothing' };
    return { kind: 'valuePath', attribute: path, filter: combine('and', filters) };
  }

  private subAttributeFollows(close: Token): boolean {
    const token = this.tokens[this.next];
    return token?.kind === 'word' && token.start === close.end && token.text.startsWith('.');
  }

  /** `.value eq "x"` right behind the brackets: one more condition on the same value. */
  private subAttributeExpression(): Filter {
    const resolution = this.resolve(this.take('word').text.slice(1));
    if (resolution.kind === 'malformed') throw this.unexpected();
    return this.comparisonOf(resolution.kind === 'attribute' ? resolution.path : undefined);
  }

  private take(kind: Token['kind']): Token {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) throw this.unexpected();
    this.next += 1;
    return token;
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.next];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.next += 1;
    return true;
  }

  private unexpected(): Error {
    const token = this.tokens[this.next];
    if (token === undefined) return invalidFilter('The filter ends too early.');
    return invalidFilter(`The filter is not valid at character ${token.start + 1}.`);
  }
}

function combine(kind: 'and' | 'or', filters: readonly Filter[]): Filter {
  const [only] = filters;
  return filters.length === 1 && only !== undefined ? only : { kind, filters };
}

function isCompareOperator(name: string): name is CompareOperator {
  return (compareOperators as readonly string[]).includes(name);
}

function literalOf(word: string): CompareValue | undefined {
  switch (word.toLowerCase()) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    default:
      return numberOf(word);
  }
}

/** A JSON number. One too large for a double compares with nothing. */
function numberOf(word: string): number | undefined {
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(word) && Number.isFinite(Number(word));
  return isNumber ? Number(word) : undefined;
}

const bareText = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._@+:/-]*$/u;
/** What stands for something else: the grammar's own words, and numbers, however large. */
const notText = /^(?:and|or|not|\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i;

/** Whether a word is text that only lacks its quotes: nothing else, and for an attribute that may have text. */
function isBareText(word: string, path: AttributePath | undefined): boolean {
  const { type } = path?.sub ?? path?.attribute ?? { type: 'string' };
  if (type === 'boolean' || type === 'integer' || type === 'decimal') return false;
  return bareText.test(word) && !notText.test(word);
}
