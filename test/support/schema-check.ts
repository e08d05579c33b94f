/** An attribute as /Schemas serves it (RFC 7643 section 7). */
interface ServedAttribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly mutability: string;
  readonly returned: string;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly ServedAttribute[];
}
export interface ServedSchema {
  readonly id: string;
  readonly attributes: readonly ServedAttribute[];
}

type Members = Readonly<Record<string, unknown>>;

const text = (name: string, more: Partial<ServedAttribute> = {}): ServedAttribute => ({
  ...{
    name,
    type: 'string',
    multiValued: false,
    required: false,
    mutability: 'readOnly',
    returned: 'default',
  },
  ...more,
});
/** The attributes of every resource, which no schema defines (RFC 7643 section 3.1). */
const common: readonly ServedAttribute[] = [
  text('schemas', { type: 'reference', multiValued: true, required: true }),
  text('id'),
  text('externalId', { mutability: 'readWrite' }),
  text('meta', {
    type: 'complex',
    subAttributes: [
      text('resourceType', { required: true }),
      text('location', { type: 'reference', required: true }),
      text('created', { type: 'dateTime' }),
      text('lastModified', { type: 'dateTime' }),
      text('version'),
    ],
  }),
];

/** Holds what a server sends against what its own /Schemas says. Faults are sentences; none is a good answer. */
export class SchemaCheck {
  constructor(private readonly served: readonly ServedSchema[]) {}

  /** `asked`: attributes were chosen, so that required ones may be missing and hidden ones are there. */
  faultsOf(resource: Members, asked = false): readonly string[] {
    const faults: string[] = [];
    const named = Array.isArray(resource.schemas) ? (resource.schemas as readonly unknown[]) : [];
    const schemas = named.flatMap((urn) => this.served.find(({ id }) => id === urn) ?? []);
    if (schemas.length === 0 || schemas.length !== named.length)
      faults.push('schemas names what is not served');
    if (new Set(named).size !== named.length) faults.push('schemas names one twice');
    const [core, ...extensions] = schemas;
    const top = [...common, ...(core?.attributes ?? [])];
    const parts = extensions.map(({ id }) => id);
    for (const name of Object.keys(resource)) {
      if (!parts.includes(name) && !top.some((known) => known.name === name))
        faults.push(`${name} is not known`);
    }
    faults.push(...membersFaults(without(resource, parts), top, '', asked));
    for (const { id, attributes } of extensions) {
      const part = resource[id];
      // What was not asked for is carried all the same.
      if (part === undefined && asked) continue;
      if (!isObject(part) || Object.keys(part).length === 0) faults.push(`${id} is named, but not carried`);
      else faults.push(...membersFaults(part, attributes, `${id}:`, asked));
    }
    return faults;
  }
}

function membersFaults(
  members: Members,
  attributes: readonly ServedAttribute[],
  prefix: string,
  asked: boolean,
): readonly string[] {
  const faults: string[] = [];
  for (const name of Object.keys(members)) {
    // A schema of schemas has no end: the last level it describes has sub-attributes too.
    if (name !== 'subAttributes' && !attributes.some((known) => known.name === name)) {
      faults.push(`${prefix}${name} is not known`);
    }
  }
  for (const attribute of attributes) {
    const value = members[attribute.name];
    const path = `${prefix}${attribute.name}`;
    if (value === undefined) {
      if (attribute.required && !asked) faults.push(`${path} is missing`);
      continue;
    }
    if (attribute.returned === 'never') faults.push(`${path} is never returned`);
    if (attribute.returned === 'request' && !asked) faults.push(`${path} was not asked for`);
    faults.push(...valueFaults(value, attribute, path, asked));
  }
  return faults;
}

function valueFaults(
  value: unknown,
  attribute: ServedAttribute,
  path: string,
  asked: boolean,
): readonly string[] {
  if (!attribute.multiValued) return singleFaults(value, attribute, path, asked);
  if (!Array.isArray(value)) return [`${path} is no list`];
  const values = value as readonly unknown[];
  const primary = values.filter((each) => isObject(each) && each.primary === true);
  return [
    ...(values.length === 0 ? [`${path} is an empty list`] : []),
    ...(primary.length > 1 ? [`${path} has ${String(primary.length)} primary values`] : []),
    ...values.flatMap((each, index) => singleFaults(each, attribute, `${path}[${String(index)}]`, asked)),
  ];
}

function singleFaults(
  value: unknown,
  attribute: ServedAttribute,
  path: string,
  asked: boolean,
): readonly string[] {
  if (attribute.type === 'complex') {
    if (!isObject(value) || Object.keys(value).length === 0) return [`${path} is no object, or an empty one`];
    return membersFaults(value, attribute.subAttributes ?? [], `${path}.`, asked);
  }
  if (!isOfType(value, attribute.type)) return [`${path} is no ${attribute.type}`];
  const suggested = attribute.canonicalValues ?? [];
  // To clients canonical values are hints; what we say ourselves keeps to them.
  const ours = attribute.mutability === 'readOnly' && suggested.length > 0;
  return ours && !suggested.includes(String(value)) ? [`${path} is not canonical`] : [];
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'decimal':
      return typeof value === 'number';
    case 'dateTime':
      return typeof value === 'string' && new Date(value).toISOString() === value;
    default:
      return typeof value === 'string' && value !== '';
  }
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const without = (members: Members, names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
