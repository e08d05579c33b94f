import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asResourceId } from '#common';
import { entityTag, locationOf, parseProjection } from '#scim';
import type { Projection, ResourceType } from '#scim';
import { Store } from '#store';
import type { StoredResource } from '#store';
import { conditionsOf, demandMatch, names } from './conditions.js';
import { notFound } from './not-found.js';
import { PUBLIC_BASE } from './public-base.js';
import type { PublicBase } from './public-base.js';
import { queryParameters } from './list-parameters.js';
import { ownerOf, sendResource } from './scim-request.js';
import { show } from './shown.js';

/** Answers with a User or Group as a client asked to see it, or with what was just written (RFC 7644 3.4.1, 3.9). */
@Injectable()
export class ResourceAnswers {
  constructor(
    private readonly store: Store,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
  ) {}

  /**
   * What of a resource a client wants to see. It is asked before anything is written, so that a request that cannot
   * be answered changes nothing.
   *
   * @throws ScimError 400 invalidValue
   */
  projection(request: FastifyRequest, type: ResourceType): Projection {
    return parseProjection(queryParameters(request.query as Readonly<Record<string, unknown>>), type);
  }

  /** @throws ScimError 400 invalidValue, 404 */
  async read(request: FastifyRequest, reply: FastifyReply, type: ResourceType, id: string): Promise<void> {
    const projection = this.projection(request, type);
    const { resources } = this.store.of(ownerOf(request).id);
    const resourceId = asResourceId(id);
    const stored = resourceId && (await resources.read(type, resourceId));
    if (!stored) throw notFound(type);
    const [shown] = await show(this.store.of(ownerOf(request).id), [stored], projection, this.base(request));
    if (!shown) throw notFound(type);
    const { ifMatch, ifNoneMatch } = conditionsOf(request);
    demandMatch(ifMatch, shown.version);
    if (ifNoneMatch !== undefined && names(ifNoneMatch, shown.version)) {
      void reply.code(304).header('etag', shown.version).send();
      return;
    }
    sendResource(reply, 200, shown);
  }

  /** Answers with what was just written. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    stored: StoredResource,
    projection: Projection,
  ): Promise<void> {
    const [shown] = await show(this.store.of(ownerOf(request).id), [stored], projection, this.base(request));
    if (shown) sendResource(reply, status, shown);
  }

  /** 204 with the version and the address only. */
  sendEmpty(request: FastifyRequest, reply: FastifyReply, { id, type, generation }: StoredResource): void {
    void reply
      .code(204)
      .header('etag', entityTag(generation))
      .header('location', locationOf(this.base(request), type, id))
      .send();
  }

  /** Whether a Group has more members than that. */
  async isLarger(request: FastifyRequest, { id }: StoredResource, members: number): Promise<boolean> {
    const { resources } = this.store.of(ownerOf(request).id);
    return (await resources.countMembers(id, members + 1)) > members;
  }
}
