import { Controller, Delete, Get, HttpCode, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { endpoints, Told } from '#admin-api';
import { asUuid } from '#common';
import { ScimError } from '#scim';
import { Store } from '#store';
import { sessionSecret } from './authentication.js';

/** The browsers that somebody is signed in with, for that somebody alone. */
@Controller('admin/api/sessions')
export class SessionsController {
  constructor(private readonly store: Store) {}

  @Get()
  async list(@Req() request: FastifyRequest): Promise<Told<typeof endpoints.sessions.list>> {
    const { name, secret } = demandSession(request);
    return this.store.administrators.sessions(name, secret);
  }

  @Delete()
  @HttpCode(204)
  async endOthers(@Req() request: FastifyRequest): Promise<void> {
    const { name, secret } = demandSession(request);
    await this.store.administrators.endOtherSessions(name, secret);
  }

  @Delete(':session')
  @HttpCode(204)
  async end(@Req() request: FastifyRequest, @Param('session') session: string): Promise<void> {
    const { name } = demandSession(request);
    const id = asUuid(session);
    if (id === undefined || !(await this.store.administrators.endSession(name, id)))
      throw new ScimError(404, 'There is no such session of yours.');
  }
}

/** @throws ScimError 403 for a program: its token is no session, and its label nobody's name */
function demandSession(request: FastifyRequest): { readonly name: string; readonly secret: string } {
  const { administrator: name } = request;
  const secret = sessionSecret(request);
  if (name === undefined || secret === undefined)
    throw new ScimError(403, 'Only who is signed in by a browser has sessions.');
  return { name, secret };
}
