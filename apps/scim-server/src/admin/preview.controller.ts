import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { previewAccount, settingsSchema } from '#provisioning';
import { readUser, ScimError } from '#scim';
import { Store } from '#store';
import { findConnection } from './find-connection.js';
import { findPerson } from './find-person.js';

const { ofDraft, ofPerson } = endpoints.preview;
const askedSchema = ofPerson.request.extend({ settings: settingsSchema.optional() });
const draftSchema = ofDraft.request.extend({ settings: settingsSchema });

/**
 * Shows for one person what each DingTalk field would be and where from. Nothing is changed. Asked by POST: a name
 * has no place in an address, which logs and histories keep.
 */
@Controller('admin/api')
export class PreviewController {
  constructor(private readonly store: Store) {}

  @Post('connections/:id/preview')
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

  /** The same for a User whom nobody has sent yet: there is no connection, and nothing is kept. */
  @Post('preview')
  @HttpCode(200)
  previewDraft(@Body() body: unknown): Told<typeof ofDraft> {
    const { user, settings } = draftSchema.parse(body);
    const person = readUser(user).body;
    return { fields: previewAccount({ settings, link: { presence: 'none' }, person }) };
  }
}
