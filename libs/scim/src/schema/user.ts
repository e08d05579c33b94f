import { attribute } from '../attribute.js';
import type { SchemaDefinition } from '../attribute.js';
import { userLists } from './user-lists.js';

const name = attribute('name', "The components of the user's real name.", {
  type: 'complex',
  subAttributes: [
    attribute('formatted', 'The full name, formatted for display.'),
    attribute('familyName', 'The family name, or last name in most Western languages.'),
    attribute('givenName', 'The given name, or first name in most Western languages.'),
    attribute('middleName', 'The middle name or names.'),
    attribute('honorificPrefix', 'The honorific prefix or title, such as "Ms.".'),
    attribute('honorificSuffix', 'The honorific suffix, such as "III".'),
  ],
});

/** The User of RFC 7643 sections 4.1 and 8.7.1. */
export const userSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'User Account',
  attributes: [
    attribute('userName', 'The unique name by which the user signs in to the service provider.', {
      required: true,
      uniqueness: 'server',
    }),
    name,
    attribute('displayName', 'The name of the user, suitable for display to end-users.'),
    attribute('nickName', 'The casual way to address the user, such as "Bob" instead of "Robert".'),
    attribute('profileUrl', "The URL of a page with the user's online profile.", {
      type: 'reference',
      referenceTypes: ['external'],
    }),
    attribute('title', 'The user\'s title, such as "Vice President".'),
    attribute('userType', 'The relationship between the organization and the user, such as "Employee".'),
    attribute('preferredLanguage', "The user's preferred languages, in the format of Accept-Language."),
    attribute('locale', 'The language tag used to format dates, currencies and numbers for the user.'),
    attribute('timezone', 'The time zone in the IANA database format, such as "America/Los_Angeles".'),
    attribute('active', "The user's administrative status.", { type: 'boolean' }),
    attribute('password', 'A clear-text password. It is accepted and not kept.', {
      mutability: 'writeOnly',
      returned: 'never',
    }),
    ...userLists,
  ],
};
