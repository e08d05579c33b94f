/** The data types of RFC 7643 section 2.3. */
export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';

/** One attribute with its characteristics (RFC 7643 sections 2.2 and 7). */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues: readonly string[];
  readonly referenceTypes: readonly string[];
  readonly subAttributes: readonly AttributeDefinition[];
}

/** A schema: a URN and the attributes it defines (RFC 7643 section 7). */
export interface SchemaDefinition {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
}

type Traits = Partial<Omit<AttributeDefinition, 'name' | 'description'>>;

/**
 * Defines an attribute. What `traits` leaves out has the default of RFC 7643 section 2.2; a reference and
 * a binary are case exact (sections 2.3.6 and 2.3.7).
 */
export function attribute(name: string, description: string, traits: Traits = {}): AttributeDefinition {
  const type = traits.type ?? 'string';
  return {
    name,
    type,
    multiValued: traits.multiValued ?? false,
    description,
    required: traits.required ?? false,
    caseExact: traits.caseExact ?? (type === 'reference' || type === 'binary'),
    mutability: traits.mutability ?? 'readWrite',
    returned: traits.returned ?? 'default',
    uniqueness: traits.uniqueness ?? 'none',
    canonicalValues: traits.canonicalValues ?? [],
    referenceTypes: traits.referenceTypes ?? [],
    subAttributes: traits.subAttributes ?? [],
  };
}

/** The attribute of that name; names are case insensitive (RFC 7643 section 2.1). */
export function findAttribute(
  attributes: readonly AttributeDefinition[],
  name: string,
): AttributeDefinition | undefined {
  const wanted = name.toLowerCase();
  return attributes.find((candidate) => candidate.name.toLowerCase() === wanted);
}

/** Whether a client's value for this attribute is stored. Passwords are taken and forgotten. */
export function isStored(definition: AttributeDefinition): boolean {
  return definition.mutability === 'readWrite' || definition.mutability === 'immutable';
}
