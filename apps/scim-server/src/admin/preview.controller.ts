import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { previewAccount, settingsSchema } from '#provisioning';
import { ScimError } from '#scim';
import { Store } from '#store';
import { findConnection } from './find-connection.js';
import { findPerson } from './find-person.js';

const { ofPerson } = endpoints.preview;
const askedSchema = ofPerson.request.extend({ settings: settingsSchema.optional() });

/**
 * Shows for one person what each DingTalk field would be and where from. Nothing is changed. Asked by POST: a name
 * has no place in an address, which logs and histories keep.
 */
@Controller('admin/api/connections/:id/preview')
export class PreviewController {
  constructor(private readonly store: Store) {}

  @Post()
  @HttpCode(200)
  async preview(@Param('id') id: string, @Body() body: unknown): Promise<Told<typeof ofPerson>> {
    const { person, settings } = askedSchema.parse(body);
    const { id: connectionId, settings: own } = await findConnection(this.store, id);
    const { resources, links } = this.store.of(connectionId);
    const resourceId = await findPerson(resources, person);
    const linkId = resourceId && (await links.ofResource(resourceId));
    const read = linkId && (await links.situation(linkId));
    if (!resourceId || !read?.body || read.kind !== 'account')
      throw new ScimError(404, 'There is no such person.');
    const fields = previewAccount({
      settings: settings ?? own,
      link: { presence: read.presence, ...(read.applied === null ? {} : { applied: read.applied }) },
      person: read.body,
      ...(read.manager === null ? {} : { manager: read.manager }),
    });
    return { resourceId, presence: read.presence, fields };
  }
}
