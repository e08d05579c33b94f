import { Controller, Get, Param } from '@nestjs/common';
import type { endpoints, Told } from '#admin-api';
import { Store } from '#store';
import { findConnection } from './find-connection.js';
import { tellTroubles } from './troubles.js';

/** Why a connection, or a lane of it, stands still, since when, and when it is tried next. */
@Controller('admin/api/connections/:id/troubles')
export class TroublesController {
  constructor(private readonly store: Store) {}

  @Get()
  async read(@Param('id') id: string): Promise<Told<typeof endpoints.troubles.read>> {
    const connection = await findConnection(this.store, id);
    return tellTroubles(connection, await this.store.connections.troubles(connection.id));
  }
}
