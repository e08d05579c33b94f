import { describe, expect, it } from '@jest/globals';
import { readUser } from './resource.js';

describe('a value', () => {
  it.each(['TWlh', 'TWk=', 'TWk', 'T+/h', 'T-_h', 'TWlh\r\n TWlh'])('takes %j for base64', (value) => {
    expect(readUser({ userName: 'u', x509Certificates: [{ value }] }).body).toHaveProperty(
      'x509Certificates',
    );
  });

  it('keeps a type and value once, with all that is said of it (RFC 7643 section 2.4)', () => {
    const emails = [
      { value: 'a@x', type: 'work', primary: true },
      { value: 'a@x', type: 'home' },
      { type: 'other' },
      { value: 'A@X', type: 'Work', display: 'A', primary: true },
      { type: 'other' },
    ];
    expect(readUser({ userName: 'u', emails }).body['emails']).toStrictEqual([
      { value: 'A@X', display: 'A', type: 'Work', primary: true },
      { value: 'a@x', type: 'home' },
      { type: 'other' },
      { type: 'other' },
    ]);
  });
});
