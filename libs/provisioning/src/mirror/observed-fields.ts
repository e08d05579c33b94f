import { accountFields } from '../mapping/field.js';
import type { FieldDefinition, FieldName, FieldValue } from '../mapping/field.js';
import { customFields } from './custom-fields.js';
import type { MirrorPerson } from './person.js';

/** A field of an account as DingTalk has it. */
export interface ObservedField {
  readonly field: FieldName | `extension.${string}`;
  readonly value: FieldValue;
}

/** What is known of a person in DingTalk, by DingTalk's names; what is empty is left out. */
export function observedFields(person: MirrorPerson): readonly ObservedField[] {
  const values: Readonly<Partial<Record<FieldDefinition['key'], FieldValue | undefined>>> = person;
  const own = accountFields.flatMap(({ name, key }) => {
    const value = key === 'mobile' ? mobileOf(person) : values[key];
    return value === undefined ? [] : [{ field: name, value }];
  });
  const custom = customFields(person.extension).map(({ type, value }) => ({
    field: `extension.${type}` as const,
    value,
  }));
  return [...own, ...custom];
}

/** As DingTalk writes it: the country's code only where it is told. */
function mobileOf({ mobile, stateCode }: MirrorPerson): string | undefined {
  return mobile === undefined || stateCode === undefined ? mobile : `+${stateCode}-${mobile}`;
}
