import { Controller, Get, Param, Query } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import type { LinkId } from '#common';
import { Store } from '#store';
import { childrenAtMost, directoryQuery, listed } from './directory-page.js';
import { findPushing } from './find-pushing.js';

const { departments, groups } = endpoints;

/** Groups of a connection, and the departments that they have become. */
@Controller('admin/api/connections/:id')
export class AdminGroupsController {
  constructor(private readonly store: Store) {}

  @Get('groups')
  async list(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof groups.list>> {
    const asked = groups.list.query.parse(query);
    const { id: connectionId } = await findPushing(this.store, id, 'mirror/departments');
    const { directory } = this.store.of(connectionId);
    const [rows, total] = await Promise.all([
      directory.list(directoryQuery('Group', asked)),
      directory.count('Group'),
    ]);
    return listed(rows, asked.limit, total, ({ members }) => ({ members: members ?? 0 }));
  }

  @Get('departments')
  async tree(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof departments.list>> {
    const { parent } = departments.list.query.parse(query);
    const { id: connectionId } = await findPushing(this.store, id, 'mirror/departments');
    const { directory } = this.store.of(connectionId);
    const rows = await directory.departments(parent?.toLowerCase() as LinkId | undefined, childrenAtMost + 1);
    return { rows: rows.slice(0, childrenAtMost), more: rows.length > childrenAtMost };
  }
}
