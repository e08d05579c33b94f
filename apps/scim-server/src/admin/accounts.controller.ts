import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asUuid } from '#common';
import { ScimError } from '#scim';
import { Store } from '#store';

const { accounts, apiTokens } = endpoints;

/** Who may sign in, and the tokens of programs. */
@Controller('admin/api')
export class AccountsController {
  constructor(private readonly store: Store) {}

  @Get('accounts')
  async list(): Promise<Told<typeof accounts.list>> {
    return this.store.administrators.list();
  }

  @Post('accounts')
  async add(@Body() body: unknown): Promise<Told<typeof accounts.add>> {
    const { name, password, role } = accounts.add.request.parse(body);
    return this.store.administrators.add(name, password, role);
  }

  @Put('accounts/:name')
  async change(@Param('name') name: string, @Body() body: unknown): Promise<Told<typeof accounts.change>> {
    const changed = await this.store.administrators.change(name, accounts.change.request.parse(body));
    if (!changed) throw nobody();
    return changed;
  }

  @Delete('accounts/:name')
  @HttpCode(204)
  async remove(@Param('name') name: string): Promise<void> {
    if (!(await this.store.administrators.remove(name))) throw nobody();
  }

  @Get('api-tokens')
  async tokens(): Promise<Told<typeof apiTokens.list>> {
    return this.store.administrators.tokens();
  }

  /** The token is shown in this answer and never again. */
  @Post('api-tokens')
  async issue(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Told<typeof apiTokens.issue>> {
    const { label, role, expiresAt } = apiTokens.issue.request.parse(body);
    return this.store.administrators.issueToken({
      label,
      role,
      createdBy: request.administrator ?? '',
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
  }

  @Delete('api-tokens/:token')
  @HttpCode(204)
  async revoke(@Param('token') token: string): Promise<void> {
    const known = asUuid(token);
    if (known === undefined || !(await this.store.administrators.revokeToken(known)))
      throw new ScimError(404, 'There is no such token.');
  }
}

const nobody = () =>
  new ScimError(
    404,
    'There is nobody of that name, nobody else is an administrator, or a provider decides that.',
  );
