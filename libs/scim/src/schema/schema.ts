import { attribute } from '../attribute.js';
import type { AttributeDefinition, SchemaDefinition } from '../attribute.js';

const readOnly = { mutability: 'readOnly' } as const;
const required = { mutability: 'readOnly', required: true } as const;
const flag = { ...readOnly, type: 'boolean' } as const;

const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'];

const traits: readonly AttributeDefinition[] = [
  attribute('name', "The attribute's name.", { ...required, caseExact: true }),
  attribute('type', 'Its data type.', { ...required, canonicalValues: types }),
  attribute('multiValued', 'Whether it has many values.', { ...flag, required: true }),
  attribute('description', 'What it is.', readOnly),
  attribute('required', 'Whether it must have a value.', flag),
  attribute('caseExact', 'Whether the case of its text counts.', flag),
  attribute('mutability', 'Who may write it.', {
    ...readOnly,
    canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  }),
  attribute('returned', 'When it is shown.', {
    ...readOnly,
    canonicalValues: ['always', 'never', 'default', 'request'],
  }),
  attribute('uniqueness', 'Among what a value is unique.', {
    ...readOnly,
    canonicalValues: ['none', 'server', 'global'],
  }),
  attribute('canonicalValues', 'Values that are suggested.', {
    ...readOnly,
    multiValued: true,
    caseExact: true,
  }),
  attribute('referenceTypes', 'What a reference may lead to.', {
    ...readOnly,
    multiValued: true,
    caseExact: true,
  }),
];

const list = (name: string, description: string, subAttributes: readonly AttributeDefinition[]) =>
  attribute(name, description, { ...readOnly, type: 'complex', multiValued: true, subAttributes });

/** What GET /Schemas lists (RFC 7643 sections 7 and 8.7.2). */
export const schemaSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  name: 'Schema',
  description: 'A schema',
  attributes: [
    attribute('name', "The schema's name.", readOnly),
    attribute('description', 'What it is.', readOnly),
    list('attributes', 'What a resource of it has.', [
      ...traits,
      list('subAttributes', 'What a complex attribute has.', traits),
    ]),
  ],
};
