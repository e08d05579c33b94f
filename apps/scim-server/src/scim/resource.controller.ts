import { Delete, Get, Param, Patch, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asResourceId } from '#common';
import type { Projection, ResourceType } from '#scim';
import type { StoredResource } from '#store';
import { conditionsOf } from './conditions.js';
import type { ListAnswers } from './list-answers.js';
import { queryParameters } from './list-parameters.js';
import type { ResourceAnswers } from './resource-answers.js';
import type { ResourceWrites } from './resource-writes.js';
import { ownerOf } from './scim-request.js';

/** The endpoints that Users and Groups have in common (RFC 7644 3.3 to 3.6). */
export abstract class ResourceController {
  protected constructor(
    private readonly type: ResourceType,
    private readonly writes: ResourceWrites,
    protected readonly answers: ResourceAnswers,
    private readonly lists: ListAnswers,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest): Promise<unknown> {
    const query = request.query as Readonly<Record<string, unknown>>;
    return this.lists.list(request, [this.type], queryParameters(query));
  }

  @Get(':id')
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    // RFC 7644 section 3.8: the suffix asks for what is sent anyway.
    await this.answers.read(request, reply, this.type, id.replace(/\.scim$/i, ''));
  }

  @Post()
  async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const projection = this.answers.projection(request, this.type);
    const created = await this.writes.create(ownerOf(request), request.body);
    await this.answers.send(request, reply, 201, created, projection);
  }

  @Put(':id')
  async replace(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const [conditions, projection] = [conditionsOf(request), this.answers.projection(request, this.type)];
    const replaced = await this.writes.replace(ownerOf(request), asResourceId(id), request.body, conditions);
    await this.answers.send(request, reply, 200, replaced, projection);
  }

  @Patch(':id')
  async patch(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const [conditions, projection] = [conditionsOf(request), this.answers.projection(request, this.type)];
    const patched = await this.writes.patch(ownerOf(request), asResourceId(id), request.body, conditions);
    await this.answerPatch(request, reply, patched, projection);
  }

  @Delete(':id')
  async delete(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    await this.writes.delete(ownerOf(request), asResourceId(id), conditionsOf(request));
    void reply.code(204).send();
  }

  protected async answerPatch(
    request: FastifyRequest,
    reply: FastifyReply,
    patched: StoredResource,
    projection: Projection,
  ): Promise<void> {
    await this.answers.send(request, reply, 200, patched, projection);
  }
}
