import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiBase, endpoints } from '#admin-api';
import type { Endpoint } from '#admin-api';
import { buildHttp } from '../http.js';
import { ScimServerModule } from '../scim-server.module.js';
import type { ServerParts } from '../scim-server.module.js';
import { openApiDocument } from './openapi/document.js';

const table = Object.values(endpoints).flatMap((verbs) => Object.values<Endpoint>(verbs));
const told = (method: string, path: string) => `${method} ${path}`;
const rows = table.map(({ method, path }) => told(method, apiBase + path)).sort();

describe('the table of endpoints', () => {
  const routes: string[] = [];
  let app: NestFastifyApplication;
  beforeAll(async () => {
    // Nothing is asked of them: routes are declared, not used.
    const parts = {
      config: { MAX_BODY: 1_000, TRUST_PROXY: 0 },
      logger: {},
      store: { sealer: { derived: () => ({}) } },
      queue: {},
      bells: {},
    } as unknown as ServerParts;
    const adapter = await buildHttp(parts.config, parts.store, parts.logger);
    adapter.getInstance().addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push(told(one, url));
    });
    const module = ScimServerModule.of(parts);
    app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
      logger: false,
      bodyParser: false,
      abortOnError: false,
    });
    await app.init();
  });
  afterAll(() => app.close());

  it('has a row for every route of the admin API, and no other', () => {
    const ours = routes.filter((route) => route.includes(` ${apiBase}`));
    expect(ours.map((route) => route.replace(/:(\w+)/g, '{$1}')).sort()).toEqual(rows);
  });

  it('says no method and path twice', () => {
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('is what the OpenAPI document says, whose references lead somewhere', () => {
    const document = JSON.parse(JSON.stringify(openApiDocument())) as {
      readonly paths: Readonly<Record<string, object>>;
      readonly components: { readonly schemas: Readonly<Record<string, object>> };
    };
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => told(method.toUpperCase(), path)),
    );
    expect(described.sort()).toEqual(rows);
    const named = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
    const { schemas } = document.components;
    const lost = Array.from(named, ([, name = '']) => name).filter(
      (name) => !Object.hasOwn(schemas, name.replace('#/components/schemas/', '')),
    );
    expect(lost).toEqual([]);
    expect(Object.keys(schemas.Settings ?? {})).toContain('properties');
  });
});
