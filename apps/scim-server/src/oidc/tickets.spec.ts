import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Sealer } from '#store';
import { Tickets, ticketSeconds } from './tickets.js';

const keys = (byte: number) => new Sealer(new Map([['test', Buffer.alloc(32, byte)]]));
const tickets = new Tickets(keys(7));
const given = { state: 'a state', nonce: 'a nonce', verifier: 'a verifier', next: '/' };

afterEach(() => {
  jest.useRealTimers();
});

describe('the ticket of who signs in at a provider', () => {
  it('is opened by the answer to its own question, and cannot be read on the way', () => {
    const sealed = tickets.seal(given);
    expect(tickets.open(sealed, 'a state')).toMatchObject(given);
    expect(Buffer.from(sealed, 'base64url').toString()).not.toMatch(/state|verifier/);
  });

  it.each([
    { reason: 'another state', sealed: () => tickets.seal(given), state: 'another' },
    { reason: 'no state', sealed: () => tickets.seal(given), state: null },
    { reason: 'no ticket', sealed: () => undefined, state: 'a state' },
    { reason: 'no ticket of ours', sealed: () => 'bm9uZQ', state: 'a state' },
    { reason: 'a ticket by other keys', sealed: () => new Tickets(keys(8)).seal(given), state: 'a state' },
    {
      reason: 'what the same keys sealed for something else',
      sealed: () => Buffer.from(keys(7).seal(JSON.stringify(given), 'oidc')).toString('base64url'),
      state: 'a state',
    },
  ])('is none with $reason', ({ sealed, state }) => {
    expect(() => tickets.open(sealed(), state)).toThrow(expect.objectContaining({ reason: 'expired' }));
  });

  it('is over after ten minutes', () => {
    jest.useFakeTimers();
    const sealed = tickets.seal(given);
    jest.advanceTimersByTime(ticketSeconds * 1000);
    expect(tickets.open(sealed, 'a state').next).toBe('/');
    jest.advanceTimersByTime(1);
    expect(() => tickets.open(sealed, 'a state')).toThrow(expect.objectContaining({ reason: 'expired' }));
  });
});
