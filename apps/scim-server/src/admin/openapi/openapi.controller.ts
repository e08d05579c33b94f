import { Controller, Get } from '@nestjs/common';
import type { endpoints, Told } from '#admin-api';
import { openApiDocument } from './document.js';

/** The admin API, described for programs. */
@Controller('admin/api/openapi.json')
export class OpenApiController {
  private readonly document = openApiDocument();

  @Get()
  read(): Told<typeof endpoints.openApi.read> {
    return this.document;
  }
}
