/** Something that clients do and that RFC 7643 and 7644 do not know. */
export interface Habit {
  readonly name: string;
  readonly clients: string;
  readonly habit: string;
}

/** Needs no mending: the room that reads it takes it as it is. */
export interface TakenAsItIs extends Habit {
  readonly in: 'path' | 'filter' | 'resource' | 'http';
}

export const takenHabits: readonly TakenAsItIs[] = [
  {
    in: 'filter',
    name: 'comparison behind brackets',
    clients: 'Entra ID',
    habit: 'People are looked up by emails[type eq "work"].value eq "x".',
  },
  {
    in: 'filter',
    name: 'several blanks',
    clients: 'Entra ID',
    habit: 'Operators stand between two blanks or more.',
  },
  {
    in: 'filter',
    name: 'boolean literal as text',
    clients: 'Entra ID',
    habit: 'A boolean is compared with "True": roles[primary eq "True"].',
  },
  {
    in: 'filter',
    name: 'value without double quotes',
    clients: "WSO2's compliance suite, Entra ID (older jobs); RFC 7644 sections 3.4.2.1 and 3.7.1 too",
    habit: 'A text is compared without quotes, or in single ones: userName eq bjensen.',
  },
  {
    in: 'path',
    name: 'dot behind a URN',
    clients: 'Entra ID (attributes that were named by hand)',
    habit: 'An attribute of an extension is named urn:...:User.department.',
  },
  {
    in: 'path',
    name: 'attribute without its URN',
    clients: 'Entra ID (older jobs)',
    habit: 'Filters and paths say "manager" for that of the enterprise extension.',
  },
  {
    in: 'resource',
    name: 'flattened resource',
    clients: 'Entra ID (attributes that were named by hand), verify.scim.dev',
    habit:
      'A create or PUT has keys that are paths: urn:...:User:department, or the core schema as an object.',
  },
  {
    in: 'resource',
    name: 'no schemas',
    clients: 'Okta, OneLogin',
    habit: '"schemas" is left out, or does not name an extension that is there.',
  },
  {
    in: 'resource',
    name: 'foreign schema',
    clients: 'Entra ID',
    habit: 'Groups name http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group.',
  },
  {
    in: 'resource',
    name: 'readOnly written',
    clients: 'Okta, OneLogin, authentik',
    habit: 'A create or PUT holds id, groups and meta, empty or as they were read.',
  },
  {
    in: 'http',
    name: 'address as it comes',
    clients: 'Entra ID',
    habit: 'Addresses end with a slash, blanks are "+", parameters are unknown.',
  },
  {
    in: 'http',
    name: 'plain JSON',
    clients: 'Okta, JumpCloud',
    habit: 'Only application/json is accepted and sent.',
  },
  {
    in: 'http',
    name: 'another word for Bearer',
    clients: 'ArkID',
    habit: 'The token comes as "Authorization: jwt x".',
  },
];
