import { Controller, Get, Param, Query } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asUuid } from '#common';
import { ScimError } from '#scim';
import { Store } from '#store';
import { toldDiagnosis } from './told-diagnosis.js';

/** What was asked of the pusher, and its answer. */
@Controller('admin/api/tasks')
export class TasksController {
  constructor(private readonly store: Store) {}

  @Get(':id')
  async read(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof endpoints.tasks.read>> {
    const { lang } = endpoints.tasks.read.query.parse(query);
    const known = asUuid(id);
    const task = known && (await this.store.tasks.read(known));
    if (!task) throw new ScimError(404, 'There is no such task.');
    const isTold = task.kind === 'doctor' && task.state === 'finished' && lang !== undefined;
    return isTold ? { ...task, result: toldDiagnosis(task.result, lang) } : task;
  }
}
