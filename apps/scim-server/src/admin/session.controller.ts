import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { ScimError } from '#scim';
import { Store } from '#store';
import { oidcPath } from '../oidc/oidc-settings.js';
import { PROVIDER_DOOR } from '../oidc/provider-door.js';
import type { ProviderDoor } from '../oidc/provider-door.js';
import { clearSession, sessionSecret, setSession } from './authentication.js';
import { readCookie, setCookie } from './cookies.js';
import { knownDays, KnownBrowsers } from './known-browsers.js';
import { neighbourhoodOf } from './neighbourhood.js';

const { changePassword, signIn } = endpoints.session;

/** Signing in and out. */
@Controller('admin/api/session')
export class SessionController {
  private readonly browsers: KnownBrowsers;

  constructor(
    private readonly store: Store,
    @Inject(PROVIDER_DOOR) private readonly door: ProviderDoor | null,
  ) {
    this.browsers = new KnownBrowsers(store.sealer);
  }

  @Get()
  current(@Req() request: FastifyRequest): Told<typeof endpoints.session.read> {
    const { administrator: user, role } = request;
    if (user === undefined || role === undefined) throw new ScimError(401, 'Sign in first.');
    return { user, role };
  }

  @Get('ways')
  ways(): Told<typeof endpoints.session.ways> {
    return this.door === null ? {} : { provider: { label: this.door.label, address: `${oidcPath}/sign-in` } };
  }

  @Post()
  @HttpCode(200)
  async signIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<Told<typeof signIn>> {
    const { user, password } = signIn.request.parse(body);
    const { administrators } = this.store;
    const browser = this.browsers.idOf(readCookie(request, 'browser'), user);
    const from = { address: neighbourhoodOf(request.ip), ...(browser === undefined ? {} : { browser }) };
    const session = await administrators.signIn(user, password, from);
    if (session === 'locked') throw new ScimError(429, 'Too many tries; wait a minute.');
    if (session === 'refused') throw new ScimError(401, 'User and password do not belong together.');
    const before = sessionSecret(request);
    if (before !== undefined) await administrators.signOut(before);
    setSession(request, reply, session.secret, session.hours);
    setCookie(request, reply, 'browser', this.browsers.mark(user, browser), knownDays * 86_400);
    const known = await administrators.administratorOf(session.secret);
    return { user, role: known?.role ?? 'viewer' };
  }

  @Put('password')
  @HttpCode(204)
  async changePassword(@Req() request: FastifyRequest, @Body() body: unknown): Promise<void> {
    const { present, next } = changePassword.request.parse(body);
    const { administrator } = request;
    const secret = sessionSecret(request);
    if (administrator === undefined || secret === undefined) throw new ScimError(401, 'Sign in first.');
    const { administrators } = this.store;
    if (!(await administrators.changePassword(administrator, present, next, secret)))
      throw new ScimError(403, 'That is not the present password.');
  }

  @Delete()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const secret = sessionSecret(request);
    if (secret !== undefined) await this.store.administrators.signOut(secret);
    clearSession(request, reply);
  }
}
