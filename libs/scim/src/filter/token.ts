import { invalidFilter } from '../error.js';

/** A piece of a filter. `start` and `end` are positions in its text. */
export interface Token {
  readonly kind: 'word' | 'string' | '(' | ')' | '[' | ']';
  /** The word as written, or what the JSON string says. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A longer filter is refused before it is read. */
const maxFilterLength = 16_384;

const blank = /\s/;
const wordEnd = /[\s"()[\]]/;

/**
 * Splits a filter into tokens. Any run of blanks separates. Throws 400 invalidFilter, naming the position:
 * the text itself may hold personal data.
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > maxFilterLength) {
    throw invalidFilter(`A filter may have ${maxFilterLength} characters at most.`);
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (blank.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const first = text.charAt(start);
  switch (first) {
    case '(':
    case ')':
    case '[':
    case ']':
      return { kind: first, text: first, start, end: start + 1 };
    case '"':
      return stringAt(text, start);
    case "'":
      return singleQuotedAt(text, start);
    default: {
      let end = start + 1;
      while (end < text.length && !wordEnd.test(text.charAt(end))) end += 1;
      return { kind: 'word', text: text.slice(start, end), start, end };
    }
  }
}

/** Text in single quotes, as an example of RFC 7644 section 3.7.1 has it; nothing in it is escaped. */
function singleQuotedAt(text: string, start: number): Token {
  const end = text.indexOf("'", start + 1);
  if (end < 0) throw malformedString(start);
  return { kind: 'string', text: text.slice(start + 1, end), start, end: end + 1 };
}

/** A JSON string with its escapes (RFC 7644 Figure 1: "rules from JSON"). */
function stringAt(text: string, start: number): Token {
  let end = start + 1;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  try {
    const value: unknown = JSON.parse(text.slice(start, end + 1));
    if (typeof value === 'string') return { kind: 'string', text: value, start, end: end + 1 };
  } catch {
    // Falls through to the one answer for every string that is none.
  }
  throw malformedString(start);
}

const malformedString = (start: number): Error =>
  invalidFilter(`The filter has a malformed string at character ${start + 1}.`);
