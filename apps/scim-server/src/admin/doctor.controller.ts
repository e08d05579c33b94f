import { Body, Controller, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { settingsSchema } from '#provisioning';
import { Bells } from '#queue';
import { Store } from '#store';
import type { TaskSubject } from '#store';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { askPusher } from './ask-pusher.js';
import { basesOf } from './credentials.js';
import { findConnection } from './find-connection.js';
import { toldDiagnosis } from './told-diagnosis.js';

const { ofDraft } = endpoints.doctor;
const { rootDepartmentId, defaultDepartmentId } = settingsSchema.shape;
const draftSchema = ofDraft.request.extend({ rootDepartmentId, defaultDepartmentId });

/** What the pusher found out, or where its answer will be. */
type Answer = Told<typeof ofDraft>;

/**
 * Has the pusher look at an app without writing anything in DingTalk: at a connection's, or at one that is not saved
 * yet. The answer is `{appKey, findings}`; 202 with the task's address when it takes long.
 */
@Controller('admin/api')
export class DoctorController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('connections/:id/doctor')
  @HttpCode(200)
  async ofConnection(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Answer> {
    const { lang } = endpoints.doctor.ofConnection.query.parse(query);
    const connection = await findConnection(this.store, id);
    return this.ask({ connectionId: connection.id }, lang, request, reply);
  }

  /** The AppSecret is sealed at once, kept for ten minutes, and forgotten with the answer. */
  @Post('doctor')
  @HttpCode(200)
  async ofDraft(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<Answer> {
    const { lang } = ofDraft.query.parse(query);
    const given = draftSchema.parse(body);
    const draftId = await this.store.drafts.keep({
      appKey: given.appKey,
      appSecret: given.appSecret,
      ...basesOf(given, this.config.ALLOW_PRIVATE_TARGETS),
      rootDepartmentId: given.rootDepartmentId,
      ...(given.defaultDepartmentId === undefined ? {} : { defaultDepartmentId: given.defaultDepartmentId }),
    });
    return this.ask({ draftId }, lang, request, reply);
  }

  private async ask(
    subject: TaskSubject,
    lang: 'en' | 'zh' | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Answer> {
    const requestedBy = request.administrator ?? '';
    const answered = await askPusher(this.store, this.bells, { ...subject, kind: 'doctor', requestedBy });
    if (answered.kind === 'finished') return toldDiagnosis(answered.result, lang);
    void reply.code(202);
    return { task: answered.task };
  }
}
