import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { ScimError } from '#scim';
import { diagnoseRemote, tellRemote } from '#scim-client';
import { Store } from '#store';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { openWay, sourceAccessSchema } from '../source/source-access.js';
import type { SourceAccess } from '../source/source-access.js';
import { findConnection } from './find-connection.js';

const { source: rows } = endpoints;

/** Tries remote SCIM servers, saved or not, and says readably what stands in the way. */
@Controller('admin/api')
export class SourceTestController {
  constructor(
    private readonly store: Store,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('connections/:id/source/test')
  @HttpCode(200)
  async ofConnection(@Param('id') id: string): Promise<Told<typeof rows.test>> {
    const connection = await findConnection(this.store, id);
    const source = await this.store.sources.read(connection.id);
    if (!source) throw new ScimError(404, 'This connection has no Source.');
    const access = sourceAccessSchema.parse(this.store.sources.access(connection.id, source));
    return this.look(source.baseUrl, access);
  }

  /** Nothing of it is kept. */
  @Post('source/test')
  @HttpCode(200)
  async ofDraft(@Body() body: unknown): Promise<Told<typeof rows.testDraft>> {
    const { baseUrl, ...access } = rows.testDraft.request.parse(body);
    return this.look(baseUrl, sourceAccessSchema.parse(access));
  }

  private async look(baseUrl: string, given: SourceAccess): Promise<Told<typeof rows.test>> {
    const { dispatcher, access } = openWay(this.config.ALLOW_PRIVATE_TARGETS, baseUrl, given);
    try {
      const diagnosis = await diagnoseRemote(dispatcher, access);
      return { ...diagnosis, says: tellRemote(diagnosis) };
    } finally {
      await dispatcher.destroy();
    }
  }
}
