import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from '../settings.js';
import { mapPerson } from './account.js';
import { readMobile } from './phone.js';

const own = { e164: '+8613800000001', dingTalk: '13800000001' };
const hongKong = { e164: '+85251234567', dingTalk: '+852-51234567' };

describe('a mobile', () => {
  it.each([
    { text: '13800000001', reason: 'bare' },
    { text: '+8613800000001', reason: 'E.164' },
    { text: ' +86 138 0000 0001 ', reason: 'blanks' },
    { text: '+86-138-0000-0001', reason: 'hyphens' },
    { text: '+86-13800000001', reason: "DingTalk's own spelling" },
    { text: '86-13800000001', reason: 'the prefix without its plus' },
    { text: '8613800000001', reason: 'and without anything between' },
    { text: '0086 13800000001', reason: 'an international access code' },
    { text: ' 0086 13800000001', reason: 'a blank before it' },
    { text: '(+86) 138 00000001', reason: 'brackets' },
    { text: 'tel:+86-138-0000-0001', reason: 'a tel: URI, as RFC 7643 wants it' },
    { text: '１３８０００００００１', reason: 'full-width digits' },
    { text: '+86 138.0000.0001', reason: 'dots' },
  ])('of the own country is one number however it is spelled: $reason', ({ text }) => {
    expect(readMobile(text, 'CN')).toEqual(own);
  });

  it.each([
    { text: '+85251234567', reason: 'E.164' },
    { text: '+852 5123 4567', reason: 'blanks' },
    { text: '00852-5123-4567', reason: 'an international access code' },
  ])('of another country is written with its prefix set off: $reason', ({ text }) => {
    expect(readMobile(text, 'CN')).toEqual(hongKong);
  });

  it('without prefix belongs to the region of the organisation', () => {
    expect(readMobile('51234567', 'HK')).toEqual(hongKong);
    expect(readMobile('+86 138 0000 0001', 'HK')).toEqual({ ...own, dingTalk: '+86-13800000001' });
  });

  it.each([
    { text: '', reason: 'nothing' },
    { text: 'ask the front desk', reason: 'words' },
    { text: '12345', reason: 'too short' },
    { text: '138000000012345678', reason: 'too long' },
    { text: '010-12345678', reason: 'a landline in Beijing' },
    { text: '+86 21 6123 4567', reason: 'a landline in Shanghai' },
    { text: '1380000000', reason: 'a digit lost' },
    { text: '+1', reason: 'a prefix alone' },
  ])('cannot be read from what is none: $reason', ({ text }) => {
    expect(readMobile(text, 'CN')).toBeUndefined();
  });

  it('is read anew once the organisation is in another region', () => {
    const person = { phoneNumbers: [{ type: 'mobile', value: '51234567' }] };
    const { mapping } = settingsSchema.parse({});
    const read = ['HK', 'CN', 'HK'].map((region) => mapPerson(person, { mapping, region }).mobile);
    expect(read).toEqual([hongKong.e164, null, hongKong.e164]);
  });
});
