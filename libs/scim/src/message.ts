import { isJsonObject } from '#common';
import { invalidSyntax } from './error.js';
import { fieldsOf } from './fields.js';
import { demandSchemas } from './resource.js';

/**
 * The fields of a message, by lower-cased name. Clients leave "schemas" out, or empty, which says the same (RFC 7643
 * section 2.5); URNs are written in any case. Throws 400 invalidSyntax for what is no object, or another message.
 */
export function readMessage(body: unknown, schema: string): ReadonlyMap<string, unknown> {
  if (!isJsonObject(body)) throw invalidSyntax('The request body must be a JSON object.');
  const fields = fieldsOf(body);
  const schemas = demandSchemas(fields.get('schemas')) ?? [];
  const isOther = !schemas.some((each) => each.toLowerCase() === schema.toLowerCase());
  if (schemas.length > 0 && isOther) throw invalidSyntax(`schemas must hold ${schema}.`);
  return fields;
}
