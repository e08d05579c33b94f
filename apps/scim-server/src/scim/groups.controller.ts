import { Controller } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Projection } from '#scim';
import type { StoredResource } from '#store';
import { GroupsService } from './groups.service.js';
import { ListAnswers } from './list-answers.js';
import { ResourceAnswers } from './resource-answers.js';
import { ResourceController } from './resource.controller.js';

/** A PATCH of a larger Group is answered 204: to tell its members would cost more than to change one. */
const maxMembersInAnswer = 1_000;

@Controller('scim/v2/Groups')
export class GroupsController extends ResourceController {
  constructor(groups: GroupsService, answers: ResourceAnswers, lists: ListAnswers) {
    super('Group', groups, answers, lists);
  }

  /** Whoever names attributes gets them, however many members there are (RFC 7644 3.5.2). */
  protected override async answerPatch(
    request: FastifyRequest,
    reply: FastifyReply,
    patched: StoredResource,
    projection: Projection,
  ): Promise<void> {
    const chosen = projection.kind !== 'default';
    if (!chosen && (await this.answers.isLarger(request, patched, maxMembersInAnswer))) {
      this.answers.sendEmpty(request, reply, patched);
      return;
    }
    await super.answerPatch(request, reply, patched, projection);
  }
}
