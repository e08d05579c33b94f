import { Controller, Get, Param, Query } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId } from '#common';
import { Store } from '#store';
import { findConnection } from './find-connection.js';
import { maskedValues } from './mask.js';

const { activity } = endpoints;

/** What was done, to whom, and what was decided about a connection. */
@Controller('admin/api/connections/:id/activity')
export class ActivityController {
  constructor(private readonly store: Store) {}

  /** What was done, newest first; personal data is masked. */
  @Get()
  async list(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof activity.list>> {
    const { person, before, limit } = activity.list.query.parse(query);
    const connection = await findConnection(this.store, id);
    const resourceId = person === undefined ? undefined : asResourceId(person);
    if (person !== undefined && resourceId === undefined) return [];
    const entries = await this.store.of(connection.id).activity.list({
      limit,
      ...(before === undefined ? {} : { before }),
      ...(resourceId === undefined ? {} : { resourceId }),
    });
    return entries.map((entry) => ({ ...entry, values: maskedValues(entry) }));
  }
}
