import { describe, expect, it } from '@jest/globals';
import { plainBytes, readJsonBody } from './bodies.js';

const invalid = (detail: string) =>
  expect.objectContaining({ status: 400, scimType: 'invalidSyntax', detail });

describe('a JSON body', () => {
  it('may begin with a byte order mark', () => {
    expect(readJsonBody(Buffer.from('\ufeff{"userName":"zoë"}'))).toEqual({ userName: 'zoë' });
  });

  it('is none where it is empty or blank', () => {
    expect([readJsonBody(Buffer.from('')), readJsonBody(Buffer.from(' \n'))]).toEqual([undefined, undefined]);
  });

  it.each([
    { reason: 'bytes of no text', bytes: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
    { reason: 'a letter in Latin-1', bytes: Buffer.from('"zoë"', 'latin1') },
    { reason: 'half a surrogate pair', bytes: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]) },
  ])('is refused for $reason, which nobody could read back', ({ bytes }) => {
    expect(() => readJsonBody(bytes)).toThrow(invalid('The request body is not UTF-8.'));
  });

  it('is refused in UTF-16', () => {
    expect(() => readJsonBody(Buffer.from('{"a":1}', 'utf16le'))).toThrow(
      invalid('The request body is not valid JSON.'),
    );
  });
});

describe('a body in a coding', () => {
  it.each(['gzip', 'deflate', ' BR '])('is told with 415: %j', (coding) => {
    expect(() => plainBytes({ headers: { 'content-encoding': coding } }, Buffer.from('x'))).toThrow(
      expect.objectContaining({ status: 415 }),
    );
  });

  it.each([undefined, '', 'identity', 'Identity'])('is none with %j', (coding) => {
    expect(plainBytes({ headers: { 'content-encoding': coding } }, Buffer.from('x')).toString()).toBe('x');
  });
});
