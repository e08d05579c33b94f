import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId } from '#common';
import { ScimError } from '#scim';
import { Store } from '#store';
import { childrenAtMost } from './directory-page.js';
import { findMirror } from './find-mirror.js';
import { mirroredRow, readMirroredPerson } from './mirrored-person.js';

const { mirroredPeople, mirroredDepartments } = endpoints;

/** Who and what a connection mirrors, for administrators. */
@Controller('admin/api/connections/:id/mirror')
export class MirroredController {
  constructor(private readonly store: Store) {}

  @Get('people')
  async people(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof mirroredPeople.list>> {
    const { text, group, left, page, limit } = mirroredPeople.list.query.parse(query);
    const { id: connectionId } = await findMirror(this.store, id);
    const { directory, mirrorDirectory } = this.store.of(connectionId);
    const within = group === undefined ? undefined : asResourceId(group);
    const asked = {
      // One more tells whether there is another page.
      limit: limit + 1,
      ...(text ? { text } : {}),
      ...(within === undefined ? {} : { group: within }),
      ...(left === undefined ? {} : { left }),
      ...(page === undefined ? {} : { before: Number(page) }),
    };
    const [rows, total] = await Promise.all([mirrorDirectory.people(asked), directory.count('User')]);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return { rows: shown.map(mirroredRow), next: last === undefined ? null : String(last.seq), total };
  }

  @Get('people/:person')
  async person(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('person') person: string,
  ): Promise<Told<typeof mirroredPeople.read>> {
    const { id: connectionId } = await findMirror(this.store, id);
    const resourceId = asResourceId(person);
    const found =
      resourceId && (await readMirroredPerson(this.store.of(connectionId), resourceId, request.role));
    if (!found) throw new ScimError(404, 'There is no such person.');
    return found;
  }

  @Get('departments')
  async departments(
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Told<typeof mirroredDepartments.list>> {
    const { parent } = mirroredDepartments.list.query.parse(query);
    const { id: connectionId } = await findMirror(this.store, id);
    const { mirrorDirectory } = this.store.of(connectionId);
    const above = parent === undefined ? undefined : asResourceId(parent);
    const rows = await mirrorDirectory.departments(above, childrenAtMost + 1);
    return { rows: rows.slice(0, childrenAtMost), more: rows.length > childrenAtMost };
  }
}
