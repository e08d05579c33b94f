import { describe, expect, it } from '@jest/globals';
import { CallbackCipher } from './callback-cipher.js';

/** The official example (fact sheet 7.2). */
const keys = {
  token: '123456',
  aesKey: '1234567890123456789012345678901234567890123',
  owner: 'dingsnotzck6pm5veliw',
};
const encrypted = 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==';
const signature = '9a95a004dd16f5c307e849b994173f76aa26e5eb';

describe('the cipher of an HTTP callback', () => {
  const cipher = new CallbackCipher(keys);

  it("signs, opens and seals as DingTalk's own example", () => {
    expect(cipher.signature('1614767836', 'A7Co0cJLMzIDtMMI', encrypted)).toBe(signature);
    expect(cipher.isSigned(signature, '1614767836', 'A7Co0cJLMzIDtMMI', encrypted)).toBe(true);
    expect(cipher.decrypt(encrypted)).toBe('success');
    expect(cipher.encrypt('success', Buffer.from('dICkEDLj0eb6yAbc'))).toBe(encrypted);
  });

  it('takes no other signature, whatever its length', () => {
    const isSigned = (given: string) => cipher.isSigned(given, '1614767836', 'A7Co0cJLMzIDtMMI', encrypted);
    expect([isSigned(''), isSigned(signature.toUpperCase()), isSigned(signature.slice(1))]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each([
    { reason: "another owner's", text: new CallbackCipher({ ...keys, owner: 'other' }).encrypt('success') },
    {
      reason: 'sealed with another key',
      text: new CallbackCipher({ ...keys, aesKey: 'a'.repeat(43) }).encrypt('success'),
    },
    { reason: 'half of it', text: encrypted.slice(0, 44) },
    { reason: 'nothing', text: '' },
    { reason: 'no base64', text: '####' },
  ])('opens nothing that is $reason', ({ text }) => {
    expect(cipher.decrypt(text)).toBeUndefined();
  });

  it('answers with success, however often it is asked in another way', () => {
    const [one, other] = [cipher.reply(new Date(0)), cipher.reply(new Date(0))];
    expect(one.encrypt).not.toBe(other.encrypt);
    expect(cipher.decrypt(one.encrypt)).toBe('success');
    expect(cipher.isSigned(one.msg_signature, one.timeStamp, one.nonce, one.encrypt)).toBe(true);
  });
});
