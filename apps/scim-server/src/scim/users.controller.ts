import { Controller, Delete, Get, Inject, Param, Patch, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asResourceId } from '#common';
import { PUBLIC_BASE } from './public-base.js';
import type { PublicBase } from './public-base.js';
import { ResourceReader } from './resource-reader.js';
import { ownerOf, readQuery, sendResource } from './scim-request.js';
import { show } from './shown.js';
import { UsersService } from './users.service.js';
import { Store } from '#store';
import type { StoredResource } from '#store';

/** /scim/v2/Users (RFC 7644 3.3 to 3.6). */
@Controller('scim/v2/Users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly reader: ResourceReader,
    private readonly store: Store,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest): Promise<unknown> {
    return this.reader.list(request, 'User');
  }

  @Get(':id')
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    await this.reader.read(request, reply, 'User', id);
  }

  @Post()
  async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, 201, await this.users.create(ownerOf(request), request.body));
  }

  @Put(':id')
  async replace(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const ifMatch = request.headers['if-match'];
    const replaced = await this.users.replace(ownerOf(request), asResourceId(id), request.body, ifMatch);
    await this.answer(request, reply, 200, replaced);
  }

  @Patch(':id')
  async patch(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const ifMatch = request.headers['if-match'];
    const patched = await this.users.patch(ownerOf(request), asResourceId(id), request.body, ifMatch);
    await this.answer(request, reply, 200, patched);
  }

  @Delete(':id')
  async delete(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    await this.users.delete(ownerOf(request), asResourceId(id), request.headers['if-match']);
    void reply.code(204).send();
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    stored: StoredResource,
  ): Promise<void> {
    const { projection } = readQuery(request, 'User');
    const { resources } = this.store.of(ownerOf(request).id);
    const [shown] = await show(resources, [stored], projection, this.base(request));
    if (shown) sendResource(reply, status, shown);
  }
}
