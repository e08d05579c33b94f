import { ScimError } from '#scim';

const maxDepth = 64;

/** Reads a JSON body. @throws ScimError 400 invalidSyntax; 413 for one nested deeper than 64 levels */
export function readJsonBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  if (depthOf(text) > maxDepth) {
    throw new ScimError(413, `The request body is nested deeper than ${String(maxDepth)} levels.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ScimError(400, 'The request body is not valid JSON.', 'invalidSyntax');
  }
}

/** The nesting of brackets outside strings, without recursion: the parser must not be the one to find out. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        deepest = Math.max(deepest, depth);
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
    }
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at;
  }
  return text.length;
}
