import { attribute } from '../attribute.js';
import type { AttributeDefinition } from '../attribute.js';

const primary = attribute('primary', 'Whether this is the preferred value. True for one value at most.', {
  type: 'boolean',
});

/** A multi-valued attribute with the default sub-attributes of RFC 7643 section 2.4. */
function list(
  name: string,
  description: string,
  value: AttributeDefinition,
  types: readonly string[] = [],
): AttributeDefinition {
  return attribute(name, description, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      value,
      attribute('display', 'A human-readable name, used for display.'),
      attribute('type', "A label of the value's function.", { canonicalValues: types }),
      primary,
    ],
  });
}

const addresses = attribute('addresses', 'Physical mailing addresses of the user.', {
  type: 'complex',
  multiValued: true,
  subAttributes: [
    attribute('formatted', 'The full address, formatted for display. It may hold newlines.'),
    attribute('streetAddress', 'The street address. It may hold newlines.'),
    attribute('locality', 'The city or locality.'),
    attribute('region', 'The state or region.'),
    attribute('postalCode', 'The zip code or postal code.'),
    attribute('country', 'The country, in ISO 3166-1 alpha-2 format.'),
    attribute('type', "A label of the address's function.", { canonicalValues: ['work', 'home', 'other'] }),
    // Missing in the figure of RFC 7643 section 8.7.1, used by sections 8.2 and RFC 7644 3.5.2.3.
    primary,
  ],
});

const groups = attribute(
  'groups',
  'The groups that the user belongs to, directly or through nested groups.',
  {
    type: 'complex',
    multiValued: true,
    mutability: 'readOnly',
    subAttributes: [
      attribute('value', "The group's id.", { caseExact: true, mutability: 'readOnly' }),
      attribute('$ref', "The group's URI.", {
        type: 'reference',
        mutability: 'readOnly',
        referenceTypes: ['User', 'Group'],
      }),
      attribute('display', "The group's displayName.", { mutability: 'readOnly' }),
      attribute('type', 'Whether the membership is direct or through a nested group.', {
        mutability: 'readOnly',
        canonicalValues: ['direct', 'indirect'],
      }),
    ],
  },
);

/** The multi-valued attributes of the User (RFC 7643 section 4.1.2), in the order of section 8.7.1. */
export const userLists: readonly AttributeDefinition[] = [
  list('emails', 'E-mail addresses of the user.', attribute('value', 'An e-mail address.'), [
    'work',
    'home',
    'other',
  ]),
  list('phoneNumbers', 'Phone numbers of the user.', attribute('value', 'A phone number.'), [
    'work',
    'home',
    'mobile',
    'fax',
    'pager',
    'other',
  ]),
  list('ims', 'Instant messaging addresses of the user.', attribute('value', 'An address.'), [
    'aim',
    'gtalk',
    'icq',
    'xmpp',
    'msn',
    'skype',
    'qq',
    'yahoo',
  ]),
  list(
    'photos',
    'URLs of photos of the user.',
    attribute('value', 'The URL of a photo.', { type: 'reference', referenceTypes: ['external'] }),
    ['photo', 'thumbnail'],
  ),
  addresses,
  groups,
  list('entitlements', 'Things that the user has.', attribute('value', 'An entitlement.')),
  list('roles', 'Roles that say who the user is.', attribute('value', 'A role.')),
  list(
    'x509Certificates',
    'Certificates issued to the user.',
    attribute('value', 'A DER-encoded X.509 certificate in base64.', { type: 'binary' }),
  ),
];
