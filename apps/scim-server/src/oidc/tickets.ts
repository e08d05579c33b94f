import { z } from 'zod';
import type { Sealer } from '#store';
import { SignInRefused } from './sign-in-refused.js';

/** For how long somebody may take to sign in at the provider. */
export const ticketSeconds = 600;

const ticketSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where the person wanted to go. */
  next: z.string(),
  expiresAt: z.number(),
});

/** What is to be remembered of somebody who is sent to the provider, until he comes back. */
export type Ticket = Readonly<z.infer<typeof ticketSchema>>;

const context = 'oidc';

/** Tickets are kept nowhere but in the browser they belong to: sealed, so that it cannot read or make one. */
export class Tickets {
  private readonly sealer: Sealer;

  constructor(sealer: Sealer) {
    this.sealer = sealer.derived('sign-in-ticket');
  }

  seal(ticket: Omit<Ticket, 'expiresAt'>): string {
    const { state, nonce, verifier, next } = ticket;
    const whole: Ticket = { state, nonce, verifier, next, expiresAt: Date.now() + ticketSeconds * 1000 };
    return Buffer.from(this.sealer.seal(JSON.stringify(whole), context)).toString('base64url');
  }

  /** @throws SignInRefused expired, also for what is no ticket of ours, or belongs to another answer */
  open(sealed: string | undefined, state: string | null): Ticket {
    const ticket = this.opened(sealed ?? '');
    if (ticket.expiresAt < Date.now() || ticket.state !== state) throw new SignInRefused('expired');
    return ticket;
  }

  private opened(sealed: string): Ticket {
    try {
      const text = this.sealer.open(Buffer.from(sealed, 'base64url').toString(), context);
      return ticketSchema.parse(JSON.parse(text));
    } catch (error) {
      throw new SignInRefused('expired', error);
    }
  }
}
