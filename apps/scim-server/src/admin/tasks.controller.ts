import { Controller, Get, Param } from '@nestjs/common';
import type { endpoints, Told } from '#admin-api';
import { asUuid } from '#common';
import { ScimError } from '#scim';
import { Store } from '#store';

/** What was asked of the pusher, and its answer. */
@Controller('admin/api/tasks')
export class TasksController {
  constructor(private readonly store: Store) {}

  @Get(':id')
  async read(@Param('id') id: string): Promise<Told<typeof endpoints.tasks.read>> {
    const known = asUuid(id);
    const task = known && (await this.store.tasks.read(known));
    if (!task) throw new ScimError(404, 'There is no such task.');
    return task;
  }
}
