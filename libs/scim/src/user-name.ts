import { isDirectional } from './bidi.js';
import { userNameKey } from './comparison-key.js';
import { invalidValue } from './error.js';
import { isIdentifier } from './identifier.js';

/**
 * A userName as it is compared, refused where it is none: the enforcement of the UsernameCaseMapped profile of RFC
 * 7613 section 3.2, which RFC 7644 section 5 demands. A username is identifiers with single spaces between them.
 * Throws 400 invalidValue naming what is wrong, never the value.
 */
export function enforceUserName(userName: string): string {
  const key = userNameKey(userName);
  for (const part of key.split(' ')) {
    if (part === '') {
      throw invalidValue('userName may have single spaces inside, none at its ends (RFC 7613 section 3.1).');
    }
    if (!isIdentifier(part)) {
      throw invalidValue('userName holds a character that no username may have (RFC 7613 section 3.2).');
    }
    if (!isDirectional(part)) {
      throw invalidValue('userName mixes directions of writing (RFC 7613 section 3.2.2, RFC 5893).');
    }
  }
  return key;
}
