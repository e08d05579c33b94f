import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { ScimError } from '#scim';
import { Store } from '#store';
import { clearSession, demandSameSite, sessionSecret, setSession } from './authentication.js';
import { SignIn } from './sign-in.js';

const { session } = endpoints;

/** Signing in and out. */
@Controller('admin/api/session')
export class SessionController {
  constructor(
    private readonly store: Store,
    private readonly door: SignIn,
  ) {}

  @Get()
  current(@Req() request: FastifyRequest): Told<typeof session.read> {
    if (request.administrator === undefined) throw new ScimError(401, 'Sign in first.');
    return { user: request.administrator };
  }

  @Post()
  @HttpCode(200)
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Told<typeof session.signIn>> {
    demandSameSite(request);
    const { user, password } = session.signIn.request.parse(body);
    const answer = await this.door.try(user, password);
    if (answer.kind === 'tooManyTries') throw new ScimError(429, 'Too many tries; wait a minute.');
    if (answer.kind === 'refused') throw new ScimError(401, 'User and password do not belong together.');
    setSession(request, reply, answer.session.secret, answer.session.hours);
    return { user };
  }

  @Delete()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    demandSameSite(request);
    const secret = sessionSecret(request);
    if (secret !== undefined) await this.store.administrators.signOut(secret);
    clearSession(request, reply);
  }
}
