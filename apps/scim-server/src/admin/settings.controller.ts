import { Body, Controller, Get, Param, Put, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { settingsSchema } from '#provisioning';
import { ScimError } from '#scim';
import { Store } from '#store';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';

/** The settings of a connection, its mapping among them, for administrators. */
@Controller('admin/api/connections/:id/settings')
export class SettingsController {
  constructor(private readonly store: Store) {}

  @Get()
  async read(@Param('id') id: string): Promise<Told<typeof endpoints.settings.read>> {
    return (await findConnection(this.store, id)).settings;
  }

  /**
   * Replaces all settings; what is left out has its default. Where they change, everybody and everything of the
   * connection is planned with them in a run, which is held where it would change too much.
   */
  @Put()
  async replace(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<Told<typeof endpoints.settings.replace>> {
    const { version } = endpoints.settings.replace.query.parse(query);
    if (version === undefined) {
      throw new ScimError(
        428,
        "Say which settings these were made from: version, the connection's settingsVersion.",
      );
    }
    const settings = settingsSchema.parse(body);
    const connection = await findConnection(this.store, id);
    const requestedBy = askedBy(request);
    if (!(await this.store.connections.saveSettings(connection.id, settings, requestedBy, version)))
      throw new ScimError(412, 'Somebody else has changed the settings since: read them again.');
    if (connection.direction === 'dingtalk-to-scim')
      await this.store.of(connection.id).mirror.askForCrawl('settings');
    return settings;
  }
}
