import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { ScimError } from '#scim';
import { Store } from '#store';
import { clearCookie, readCookie, setCookie } from '../admin/cookies.js';
import { setSession } from '../admin/authentication.js';
import { consolePath } from '../console/console-path.js';
import { oidcPath } from './oidc-settings.js';
import { PROVIDER_DOOR } from './provider-door.js';
import type { ProviderDoor } from './provider-door.js';
import { SignInRefused } from './sign-in-refused.js';
import { Tickets, ticketSeconds } from './tickets.js';

/** A page of the console; which ones there are the console knows. */
const nextSchema = z.string().max(1000).catch('/');

/** Signing in at an OpenID Connect provider: a browser goes there from the first address, and comes back to the second. */
@Controller(oidcPath)
export class OidcController {
  private readonly tickets: Tickets;

  constructor(
    @Inject(PROVIDER_DOOR) private readonly door: ProviderDoor | null,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly store: Store,
  ) {
    this.tickets = new Tickets(store.sealer);
  }

  @Get('sign-in')
  async begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('next') asked: unknown,
  ): Promise<void> {
    const { provider } = this.demandDoor();
    const next = nextSchema.parse(asked);
    try {
      const { address, state, nonce, verifier } = await provider.begin();
      const ticket = this.tickets.seal({ state, nonce, verifier, next });
      setCookie(request, reply, 'ticket', ticket, ticketSeconds);
      void reply.redirect(address.href, 303);
    } catch (error) {
      this.refuse(request, reply, error);
    }
  }

  /** Whoever comes back is led to the sign-in page, which leads on, or tells why not. */
  @Get('callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { provider, digest } = this.demandDoor();
    const query = new URL(request.url, 'http://callback').searchParams;
    const sealed = readCookie(request, 'ticket');
    clearCookie(request, reply, 'ticket');
    try {
      const ticket = this.tickets.open(sealed, query.get('state'));
      const { role, subject, name, otherName } = await provider.finish(ticket, query);
      if (role === undefined) throw new SignInRefused('noRole');
      const session = await this.store.administrators.admit({ subject, name, otherName, role }, digest);
      if (session === 'disabled') throw new SignInRefused('disabled');
      setSession(request, reply, session.secret, session.hours);
      void reply.redirect(signInPage({ next: ticket.next }), 303);
    } catch (error) {
      this.refuse(request, reply, error);
    }
  }

  private refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
    if (!(error instanceof SignInRefused)) throw error;
    const { reason, cause } = error;
    const because = cause === undefined ? {} : errorFields(cause);
    this.logger.warn('provider-sign-in-refused', { correlation: request.id, reason, ...because });
    void reply.redirect(signInPage({ refused: reason }), 303);
  }

  private demandDoor(): ProviderDoor {
    if (this.door === null) throw new ScimError(404, 'There is nothing at this address.');
    return this.door;
  }
}

const signInPage = (query: Readonly<Record<string, string>>) =>
  `${consolePath}/sign-in?${new URLSearchParams(query).toString()}`;
