import { ScimError } from '#scim';

const maxDepth = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws ScimError 415 for a body that was sent in a coding, such as gzip (RFC 9110 section 15.5.16) */
export function plainBytes(
  { headers }: { readonly headers: { readonly 'content-encoding'?: string | undefined } },
  body: Buffer,
): Buffer {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return body;
  throw new ScimError(415, 'The request body must be sent as it is, in no Content-Encoding.');
}

/**
 * Reads a JSON body; a byte order mark before it is overlooked, as RFC 8259 section 8.1 allows.
 *
 * @throws ScimError 400 invalidSyntax, also for what is not UTF-8, and for an object that says one name twice: which of the two counts differs
 * from reader to reader. 413 for one nested deeper than 64 levels
 */
export function readJsonBody(body: Buffer): unknown {
  const text = textOf(body);
  if (text.trim() === '') return undefined;
  inspect(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ScimError(400, 'The request body is not valid JSON.', 'invalidSyntax');
  }
}

/** Bytes that are no text would be replaced one by one, and stored so. */
function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new ScimError(400, 'The request body is not UTF-8.', 'invalidSyntax');
  }
}

/** Looks at brackets and names without recursion: the parser must not be the one to find out how deep it goes. */
function inspect(text: string): void {
  /** The names of each object that is open; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let nameFollows = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        // "
        const end = endOfString(text, at);
        if (nameFollows) note(text.slice(at, end + 1), open.at(-1));
        nameFollows = false;
        at = end;
        break;
      }
      case 0x5b: // [
      case 0x7b: // {
        nameFollows = text.charCodeAt(at) === 0x7b;
        open.push(nameFollows ? new Set() : undefined);
        if (open.length > maxDepth) {
          throw new ScimError(413, `The request body is nested deeper than ${String(maxDepth)} levels.`);
        }
        break;
      case 0x5d: // ]
      case 0x7d: // }
        open.pop();
        nameFollows = false;
        break;
      case 0x2c: // ,
        nameFollows = open.at(-1) !== undefined;
        break;
    }
  }
}

function note(quoted: string, names: Set<string> | undefined): void {
  const name = quoted.includes('\\') ? unescaped(quoted) : quoted.slice(1, -1);
  if (name === undefined || names === undefined) return;
  if (names.has(name)) throw new ScimError(400, twice(name), 'invalidSyntax');
  names.add(name);
}

/** Names the attribute; a name that is none may be anything, a value too. */
const twice = (name: string): string =>
  `The request body says ${/^[\w$.:-]{1,200}$/.test(name) ? name : 'a name'} twice in one object.`;

function unescaped(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    // The parser will say so.
    return undefined;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at;
  }
  return text.length;
}
