import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asUuid } from '#common';
import { ScimError } from '#scim';
import { Store } from '#store';
import { findConnection } from './find-connection.js';

const { tokens } = endpoints;

/** What a connection's SCIM side is let in by. */
@Controller('admin/api/connections/:id/tokens')
export class TokensController {
  constructor(private readonly store: Store) {}

  @Get()
  async list(@Param('id') id: string): Promise<Told<typeof tokens.list>> {
    return this.store.tokens.list((await findConnection(this.store, id)).id);
  }

  /** The token is shown in this answer and never again. */
  @Post()
  async issue(@Param('id') id: string, @Body() body: unknown): Promise<Told<typeof tokens.issue>> {
    const { label, expiresAt } = tokens.issue.request.parse(body ?? {});
    const connection = await findConnection(this.store, id);
    const { secret, ...token } = await this.store.tokens.issue(connection.id, label, expiresAt);
    return { ...token, scimToken: secret };
  }

  @Delete(':token')
  @HttpCode(204)
  async revoke(@Param('id') id: string, @Param('token') token: string): Promise<void> {
    const connection = await findConnection(this.store, id);
    const known = asUuid(token);
    if (known === undefined || !(await this.store.tokens.revoke(connection.id, known)))
      throw new ScimError(404, 'There is no such token.');
  }
}
