import { Bug } from '#common';
import { isExtensionUrn, locationOf, resourceTypes } from '#scim';
import type { AttributeDefinition, AttributePath } from '#scim';
import { linkValues } from './link-values.js';
import { managerValues } from './manager-values.js';
import { groupValues, memberValues } from './memberships.js';
import { column, exactText, foldedText, operand } from './operand.js';
import type { Operand } from './operand.js';
import { single } from './values.js';
import type { Subject, Values } from './values.js';

/** Where the values of an attribute of the resource lie: columns, memberships, or else the body. */
export function valuesOf({ schema, attribute }: AttributePath, subject: Subject): Values {
  if (schema === '') return commonValues(attribute, subject);
  if (isExtensionUrn(schema)) return extensionValues(schema, attribute, subject);
  switch (attribute.name) {
    case 'userName':
      return single(() => column('text', 'r.user_name_key'));
    case 'displayName':
      return single(() => column('text', 'r.display_name_key'));
    case 'groups':
      return groupValues(subject);
    case 'members':
      return memberValues(subject);
    default:
      return bodyValues('r.body', attribute);
  }
}

function extensionValues(schema: string, attribute: AttributeDefinition, subject: Subject): Values {
  // What is only shown when asked for is never the client's, so it is not in the body.
  if (attribute.returned === 'request') return linkValues(attribute, subject);
  const inBody = bodyValues(`r.body -> ${quoted(schema)}`, attribute);
  return attribute.name === 'manager' ? managerValues(inBody, subject) : inBody;
}

/** The attributes of every resource (RFC 7643 section 3.1). */
function commonValues(attribute: AttributeDefinition, subject: Subject): Values {
  switch (attribute.name) {
    case 'schemas':
      return schemasValues(subject);
    case 'id':
      return single(() => column('uuid', 'r.id'));
    case 'externalId':
      return single(() => column('text', 'r.external_id'));
    case 'meta':
      return single((sub) => metaOperand(sub, subject));
    default:
      throw new Bug(`filter-common-${attribute.name}`);
  }
}

/** The core schema, and each extension that the resource carries (RFC 7643 section 3). */
function schemasValues({ type }: Subject): Values {
  const { schema, extensions } = resourceTypes[type];
  const carried = extensions.map(({ id }) => `(${quoted(id)}, r.body ? ${quoted(id)})`);
  const rows = [`(${quoted(schema.id)}, true)`, ...carried].join(', ');
  return {
    some: (condition) =>
      `exists (select from (values ${rows}) s (urn, carried) where s.carried and ${condition})`,
    operand: () => exactText('s.urn'),
    first: () => exactText(quoted(schema.id)).sql,
  };
}

function metaOperand({ name }: AttributeDefinition, { type, baseUrl, bindings }: Subject): Operand {
  switch (name) {
    case 'resourceType':
      return exactText('r.type');
    case 'created':
      return column('instant', 'r.created_at');
    case 'lastModified':
      return column('instant', 'r.modified_at');
    case 'location':
      return exactText(`${bindings.add(locationOf(baseUrl, type, ''))}::text || r.id`);
    case 'version':
      // As entityTag writes it.
      return exactText(`'W/"' || r.generation || '"'`);
    default:
      throw new Bug(`filter-meta-${name}`);
  }
}

function bodyValues(container: string, attribute: AttributeDefinition): Values {
  const json = `(${container} -> ${quoted(attribute.name)})`;
  if (!attribute.multiValued) {
    if (attribute.type !== 'complex') return single(() => fieldOf(container, attribute));
    return {
      some: (condition) => `(${json} is not null and ${condition})`,
      operand: (sub) => fieldOf(json, sub),
      first: (expression) => expression,
    };
  }
  if (attribute.type !== 'complex') throw new Bug(`filter-list-${attribute.name}`);
  return {
    some: (condition) => `exists (select from jsonb_array_elements${json} e (element) where ${condition})`,
    operand: (sub) => fieldOf('e.element', sub),
    first: (expression) => `(
      select ${expression} from jsonb_array_elements${json} with ordinality e (element, place)
      order by (e.element -> 'primary') is not distinct from 'true'::jsonb desc, e.place limit 1)`,
  };
}

/** One name of an object in the body. Bodies are canonical: what is there has the attribute's type. */
function fieldOf(object: string, { name, type, caseExact }: AttributeDefinition): Operand {
  switch (type) {
    case 'string':
    case 'reference':
    case 'binary': {
      const text = `${object} ->> ${quoted(name)}`;
      return caseExact ? exactText(text) : foldedText(text);
    }
    case 'boolean':
    case 'integer':
    case 'decimal':
      return operand('json', `(${object} -> ${quoted(name)})`);
    case 'dateTime':
      // Canonical: in UTC and in years that both sides know.
      return operand('instant', `((${object} ->> ${quoted(name)})::timestamptz)`);
    case 'complex':
      // No schema has one there.
      throw new Bug(`filter-field-${name}`);
  }
}

/** A name from a schema as an SQL literal. */
const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;
