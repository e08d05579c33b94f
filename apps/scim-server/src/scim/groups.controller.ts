import { Controller, Delete, Get, Inject, Param, Patch, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asResourceId } from '#common';
import { entityTag, locationOf } from '#scim';
import { Store } from '#store';
import type { StoredResource } from '#store';
import { GroupsService } from './groups.service.js';
import { PUBLIC_BASE } from './public-base.js';
import type { PublicBase } from './public-base.js';
import { ResourceReader } from './resource-reader.js';
import { ownerOf, readQuery, sendResource } from './scim-request.js';
import { show } from './shown.js';

/** A PATCH of a larger Group is answered 204: its members alone would be megabytes. */
const maxMembersInAnswer = 1000;

/** /scim/v2/Groups (RFC 7644 3.3 to 3.6). */
@Controller('scim/v2/Groups')
export class GroupsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly reader: ResourceReader,
    private readonly store: Store,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest): Promise<unknown> {
    return this.reader.list(request, 'Group');
  }

  @Get(':id')
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    await this.reader.read(request, reply, 'Group', id);
  }

  @Post()
  async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, 201, await this.groups.create(ownerOf(request), request.body));
  }

  @Put(':id')
  async replace(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const ifMatch = request.headers['if-match'];
    const replaced = await this.groups.replace(ownerOf(request), asResourceId(id), request.body, ifMatch);
    await this.answer(request, reply, 200, replaced);
  }

  @Patch(':id')
  async patch(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const ifMatch = request.headers['if-match'];
    const owner = ownerOf(request);
    const patched = await this.groups.patch(owner, asResourceId(id), request.body, ifMatch);
    const query = request.query as Readonly<Record<string, unknown>>;
    const chosen = query.attributes !== undefined || query.excludedAttributes !== undefined;
    const { resources } = this.store.of(owner.id);
    const limit = maxMembersInAnswer + 1;
    if (!chosen && (await resources.countMembers(patched.id, limit)) === limit) {
      void reply
        .code(204)
        .header('etag', entityTag(patched.generation))
        .header('location', locationOf(this.base(request), 'Group', patched.id))
        .send();
      return;
    }
    await this.answer(request, reply, 200, patched);
  }

  @Delete(':id')
  async delete(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    await this.groups.delete(ownerOf(request), asResourceId(id), request.headers['if-match']);
    void reply.code(204).send();
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    stored: StoredResource,
  ): Promise<void> {
    const { projection } = readQuery(request, 'Group');
    const { resources } = this.store.of(ownerOf(request).id);
    const [shown] = await show(resources, [stored], projection, this.base(request));
    if (shown) sendResource(reply, status, shown);
  }
}
