import { Body, Controller, Get, Header, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Store } from '#store';
import { clearSession, demandSameSite, sessionSecret, setSession } from '../admin/authentication.js';
import { SignIn } from '../admin/sign-in.js';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { PUBLIC_BASE } from '../scim/public-base.js';
import type { PublicBase } from '../scim/public-base.js';
import type { Html } from './html.js';
import { keepLanguage, textsFor } from './language.js';
import { destinations, signInPage } from './sign-in-page.js';
import { readStatus } from './status.js';
import { statusPage } from './status-page.js';
import { style, stylePath } from './style.js';

const nextSchema = z.enum(['status', 'queues']).catch('status');
const formSchema = z.object({
  user: z.string().max(200).catch(''),
  password: z.string().max(1000).catch(''),
  next: nextSchema,
});
const refusals = { refused: 401, tooManyTries: 429 } as const;

/** The pages for administrators: plain documents and forms, no script. */
@Controller()
export class ConsoleController {
  constructor(
    private readonly store: Store,
    private readonly door: SignIn,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PUBLIC_BASE) private readonly scimBase: PublicBase,
  ) {}

  @Get()
  root(@Res() reply: FastifyReply): void {
    void reply.redirect('/console', 302);
  }

  @Get('console')
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('next') next: unknown,
    @Query('updates') updates: unknown,
  ): Promise<void> {
    const texts = textsFor(request);
    keepLanguage(request, reply);
    const { administrator } = request;
    if (administrator === undefined) {
      send(reply, 200, signInPage(texts, { next: nextSchema.parse(next) }));
      return;
    }
    const view = {
      administrator,
      connections: await readStatus(this.store),
      scimUrl: this.scimBase(request),
      simulatorUrl: this.config.SIMULATOR_URL,
      paused: updates === 'off',
      now: new Date(),
    };
    send(reply, 200, statusPage(texts, view));
  }

  @Post('console/sign-in')
  async signIn(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    demandSameSite(request);
    const { user, password, next } = formSchema.parse(body ?? {});
    const answer = await this.door.try(user, password);
    if (answer.kind !== 'signedIn') {
      const form = signInPage(textsFor(request), { next, user, trouble: answer.kind });
      send(reply, refusals[answer.kind], form);
      return;
    }
    setSession(request, reply, answer.session.secret, answer.session.hours);
    void reply.redirect(destinations[next], 303);
  }

  @Post('console/sign-out')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    demandSameSite(request);
    const secret = sessionSecret(request);
    if (secret !== undefined) await this.store.administrators.signOut(secret);
    clearSession(request, reply);
    void reply.redirect('/console', 303);
  }

  @Get(stylePath)
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  stylesheet(): string {
    return style;
  }
}

function send(reply: FastifyReply, status: number, page: Html): void {
  void reply.code(status).type('text/html; charset=utf-8').send(page.toString());
}
