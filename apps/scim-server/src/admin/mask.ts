import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import type { FieldTrace } from '#provisioning';
import type { ChangedValues } from '#store';

/** What tells nothing about a person: the rest is masked, also what this list does not know yet. */
const plain: ReadonlySet<string> = new Set([
  'departmentIds',
  'dept_id_list',
  'managerUserId',
  'manager_userid',
  'parentId',
  'title',
]);

/**
 * Values as every administrator may see them: enough to recognise, too little to use. Departments and
 * roles have no personal data.
 *
 * @param event what was done or is planned, as in `updateAccount`
 */
export function maskedValues({
  event,
  values,
}: {
  readonly event: string;
  readonly values: ChangedValues | null;
}): ChangedValues | null {
  if (values === null || /Department|Role/.test(event)) return values;
  return Object.fromEntries(
    Object.entries(values).map(([field, [before, after]]) => [
      field,
      [maskedField(field, before), maskedField(field, after)],
    ]),
  );
}

/** What of a User tells who it is, or nothing about a person: the rest is masked, also what this list does not know. */
const plainAttributes: ReadonlySet<string> = new Set([
  'schemas',
  'userName',
  'displayName',
  'active',
  'title',
  'userType',
  'type',
  'primary',
  'department',
  'division',
  'organization',
  'costCenter',
]);

/** A SCIM body as who only views may see it: lists and objects are as they are, values are masked. */
export function maskedScim(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      plainAttributes.has(name) ? value : maskedWithin(value),
    ]),
  );
}

function maskedWithin(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(maskedWithin);
  return isJsonObject(value) ? maskedScim(value) : masked(value);
}

/** Fields of an account as who only views may see them. */
export function maskedFields<Field extends FieldTrace & { readonly applied?: FieldTrace['value'] }>(
  fields: readonly Field[],
): readonly Field[] {
  return fields.map((field) =>
    field.field === 'name' || field.field === 'title'
      ? field
      : {
          ...field,
          ...(field.value === undefined ? {} : { value: maskedText(String(field.value)) }),
          ...(field.applied === undefined ? {} : { applied: maskedText(String(field.applied)) }),
        },
  );
}

/** The value of one field of an account, by its name in a mapping or in a change. */
export const maskedField = (field: string, value: Json): Json => (plain.has(field) ? value : masked(value));

/** `13800000001` becomes `1***1`, `ada@x.org` becomes `a***g`, what is shorter than three characters `***`. */
function masked(value: Json): Json {
  if (value === null) return null;
  return maskedText(typeof value === 'string' ? value : JSON.stringify(value));
}

/** `13800000001` becomes `1***1`, `ada@x.org` becomes `a***g`, what is shorter than three characters `***`. */
function maskedText(text: string): string {
  const characters = Array.from(text);
  if (characters.length < 3) return '***';
  return `${characters[0] ?? ''}***${characters.at(-1) ?? ''}`;
}
