import { Controller, Get, Param, Query } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { Store } from '#store';
import { findConnection } from './find-connection.js';
import { readOverview } from './overview.js';

const { overview } = endpoints;
const spans = {
  hour: { minutes: 1, slots: 60 },
  day: { minutes: 15, slots: 96 },
  week: { minutes: 120, slots: 84 },
} as const;

/** The numbers of a connection. */
@Controller('admin/api/connections/:id')
export class OverviewController {
  constructor(private readonly store: Store) {}

  @Get('overview')
  async read(@Param('id') id: string): Promise<Told<typeof overview.read>> {
    return readOverview(this.store, await findConnection(this.store, id));
  }

  @Get('series')
  async series(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof overview.series>> {
    const { minutes, slots } = spans[overview.series.query.parse(query).span];
    const connection = await findConnection(this.store, id);
    return { minutes, slots: await this.store.of(connection.id).directory.series(minutes, slots) };
  }
}
