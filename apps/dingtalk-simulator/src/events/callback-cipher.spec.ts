import { describe, expect, it } from '@jest/globals';
import { CallbackCipher } from './callback-cipher.js';

// The official test vector (fact sheet 7.2).
const cipher = new CallbackCipher(
  '123456',
  '1234567890123456789012345678901234567890123',
  'dingsnotzck6pm5veliw',
);
const encrypted = 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==';

describe("the official test vector of DingTalk's callbacks", () => {
  it('is signed as DingTalk signs it', () => {
    expect(cipher.signature('1614767836', 'A7Co0cJLMzIDtMMI', encrypted)).toBe(
      '9a95a004dd16f5c307e849b994173f76aa26e5eb',
    );
  });

  it('is encrypted to the same text', () => {
    expect(cipher.encrypt('success', 'dICkEDLj0eb6yAbc')).toBe(encrypted);
  });

  it('is decrypted', () => {
    expect(cipher.decrypt(encrypted)).toBe('success');
  });
});

describe('a callback', () => {
  it.each([0, 1, 11, 12, 13, 31, 32, 1000])('of %d signs comes back as it was', (length) => {
    const message = '钉'.repeat(length);
    expect(cipher.decrypt(cipher.encrypt(message, '0123456789abcdef'))).toBe(message);
  });

  it('of another owner is not read', () => {
    const other = new CallbackCipher('123456', '1234567890123456789012345678901234567890123', 'ding0');
    expect(other.decrypt(encrypted)).toBeUndefined();
  });

  it.each(['', 'success', encrypted.slice(4), `${encrypted.slice(0, -4)}AAA=`])(
    'that is damaged is not read: %j',
    (damaged) => {
      expect(cipher.decrypt(damaged)).toBeUndefined();
    },
  );
});
