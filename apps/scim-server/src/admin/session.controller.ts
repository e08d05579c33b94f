import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ScimError } from '#scim';
import { Store } from '#store';
import { clearSession, cookieName, demandSameSite, setSession } from './authentication.js';
import { SignInLimit } from './sign-in-limit.js';

const credentialsSchema = z.strictObject({
  user: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
});

/** Signing in and out. */
@Controller('admin/api/session')
export class SessionController {
  private readonly limit = new SignInLimit();

  constructor(private readonly store: Store) {}

  @Get()
  current(@Req() request: FastifyRequest): { user: string } {
    if (request.administrator === undefined) throw new ScimError(401, 'Sign in first.');
    return { user: request.administrator };
  }

  @Post()
  @HttpCode(200)
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<{ user: string }> {
    demandSameSite(request);
    const { user, password } = credentialsSchema.parse(body);
    if (!this.limit.mayTry(user)) throw new ScimError(429, 'Too many tries; wait a minute.');
    const session = await this.store.administrators.signIn(user, password);
    if (!session) throw new ScimError(401, 'User and password do not belong together.');
    this.limit.forget(user);
    setSession(request, reply, session.secret, session.hours);
    return { user };
  }

  @Delete()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    demandSameSite(request);
    const secret = request.cookies[cookieName(request.protocol === 'https')];
    if (secret !== undefined) await this.store.administrators.signOut(secret);
    clearSession(request, reply);
  }
}
