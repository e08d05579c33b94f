import { describe, expect, it } from '@jest/globals';
import { drainBellSchema } from './messages.js';

describe('the message contract', () => {
  const bell = { v: 1, connectionId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', lane: 'people' };

  it('accepts a bell of this version', () => {
    expect(drainBellSchema.parse(bell)).toEqual(bell);
  });

  it.each([
    { reason: 'a version we do not speak', message: { ...bell, v: 2 } },
    { reason: 'a lane that does not exist', message: { ...bell, lane: 'everything' } },
    { reason: 'a connection that is no id', message: { ...bell, connectionId: 'acme' } },
    { reason: "a person's data beside the ids", message: { ...bell, mobile: '13800000001' } },
  ])('refuses $reason', ({ message }) => {
    expect(drainBellSchema.safeParse(message).success).toBe(false);
  });
});
