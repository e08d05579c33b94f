import { z } from 'zod';
import { apiBase, endpoints, errorSchema } from '#admin-api';
import type { Endpoint } from '#admin-api';
import { settingsSchema } from '#provisioning';

type Json = Readonly<Record<string, unknown>>;

/** The admin API as an OpenAPI 3.1 document: the table of endpoints, and the schemas that the server itself parses with. */
export function openApiDocument(): Json {
  const components: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [noun, verbs] of Object.entries(endpoints)) {
    for (const [verb, endpoint] of Object.entries<Endpoint>(verbs)) {
      const path = (paths[apiBase + endpoint.path] ??= {});
      path[endpoint.method.toLowerCase()] = {
        operationId: `${noun}.${verb}`,
        tags: [noun],
        ...operationOf(endpoint, components),
      };
    }
  }
  // Which of these there are is libs/provisioning's to know.
  components.Settings = schemaOf(settingsSchema, components);
  return {
    openapi: '3.1.0',
    info: { title: 'Administration of the bridge', version: '1' },
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'bridge_session',
          description: 'Of a browser that is signed in; behind TLS `__Host-bridge_session`.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'Of a program: `admin_...`' },
      },
    },
  };
}

function operationOf(endpoint: Endpoint, components: Record<string, unknown>): Json {
  const { summary, role, path, query, request, answers } = endpoint;
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const told = Object.entries(answers).map(([status, answer]) => [
    status,
    answer === null ? { description: 'Done.' } : answered('The answer.', schemaOf(answer, components)),
  ]);
  return {
    summary,
    ...(role === 'anyone' ? { security: [] } : { description: `For ${role}s.` }),
    parameters: [...inPath, ...(query ? inQuery(query, components) : [])],
    ...(request ? { requestBody: { content: jsonOf(schemaOf(request, components)) } } : {}),
    responses: {
      ...Object.fromEntries(told),
      default: answered('What went wrong.', schemaOf(errorSchema, components)),
    },
  };
}

function inQuery(query: z.ZodObject, components: Record<string, unknown>): readonly Json[] {
  const { properties = {}, required = [] } = schemaOf(query, components) as {
    readonly properties?: Json;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** The JSON Schema of what is on the wire. Schemas that have an id are told once, among the components. */
function schemaOf(schema: z.ZodType, components: Record<string, unknown>): Json {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const referring = text.replaceAll('"#/$defs/', '"#/components/schemas/');
  const told = JSON.parse(referring) as Record<string, unknown> & { $schema?: string; $defs?: Json };
  Object.assign(components, told.$defs);
  delete told.$defs;
  // Said once for all, by OpenAPI's own version.
  delete told.$schema;
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) return told;
  components[id] = told;
  return { $ref: `#/components/schemas/${id}` };
}

const jsonOf = (schema: Json) => ({ 'application/json': { schema } });
const answered = (description: string, schema: Json) => ({ description, content: jsonOf(schema) });
