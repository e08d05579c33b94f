import type { AttributeDefinition } from './attribute.js';
import { mapWidth } from './width.js';

/**
 * The key by which two userNames are the same: the UsernameCaseMapped profile of RFC 7613 section 3.2
 * (width mapping, case mapping, NFC), which RFC 7644 section 5 demands.
 */
export function userNameKey(userName: string): string {
  return mapWidth(userName).toLowerCase().normalize('NFC');
}

/** The key by which two values of any other attribute with caseExact false are the same. */
export function caseIgnoreKey(text: string): string {
  return text.toLowerCase().normalize('NFC');
}

/** What a value of this attribute is compared by in a filter: the attribute's own case rule. */
export function comparisonKey(definition: AttributeDefinition, text: string): string {
  if (definition.name === 'userName') return userNameKey(text);
  return definition.caseExact ? text : caseIgnoreKey(text);
}
