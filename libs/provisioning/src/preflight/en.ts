import type { PreflightKind, PreflightText } from './finding.js';

/** English. */
export const en: Readonly<Record<PreflightKind, PreflightText>> = {
  noName: { what: 'Has no name.', mend: 'Give displayName, or a given and a family name.' },
  noMobile: {
    what: 'Has no mobile: DingTalk makes no account without one.',
    mend: 'Give a phone number of type mobile.',
  },
  mobileInvalid: {
    what: 'The number cannot be a mobile.',
    mend: 'Correct it, with its country prefix where it is not of the country of the organisation.',
  },
  mobileTwice: {
    what: 'Somebody else has the same mobile.',
    mend: 'Give each a number of his own, or delete one of the two.',
  },
  emailTwice: {
    what: 'Somebody else has the same e-mail: two people with one e-mail may well be one.',
    mend: 'Give each an e-mail of his own, or delete one of the two.',
  },
  telephoneTwice: {
    what: 'Somebody else has the same desk phone: only the first gets it.',
    mend: 'Give each a number of his own, or map none.',
  },
  noDepartment: {
    what: 'Is in no department.',
    mend: 'Add the person to a Group that becomes a department, or set a default department on the connection.',
  },
  unknownManager: {
    what: 'The manager is nobody whom SCIM has sent: the account is made without.',
    mend: 'Have the manager synced too, or take the reference away.',
  },
  managerCycle: {
    what: 'Is, by way of others, his own manager.',
    mend: 'Correct the manager of one of those who go round.',
  },
  valueRefused: {
    what: 'A value is not one that DingTalk takes: the field stays empty, all others are written.',
    mend: 'Correct the value, or the rule of the field.',
  },
  existingAccount: {
    what: 'DingTalk has an account that seems to be this person.',
    mend: 'Have it taken over after a review; or remove it in DingTalk first.',
  },
  departmentNoName: {
    what: 'Nothing is left of the name that DingTalk could take.',
    mend: 'Give the Group a displayName.',
  },
  departmentNameChanged: {
    what: 'DingTalk takes no hyphen and no comma in a name, and 64 characters: they are replaced, what is over is cut.',
    mend: 'Nothing, unless the name shall be another.',
  },
  sameNamedSiblings: {
    what: 'Another Group has the same name below the same department.',
    mend: 'Rename one of the two, or nest it elsewhere.',
  },
  departmentCycle: {
    what: 'Contains, by way of others, itself.',
    mend: 'Take one of these Groups out of another.',
  },
  existingDepartment: {
    what: 'DingTalk has a department of this name at this place already, which is none of ours.',
    mend: 'Have it taken over after a review; or rename one of the two.',
  },
  roleNoName: {
    what: 'Nothing is left of the name that a role could have.',
    mend: 'Give the Group a displayName.',
  },
  sameNamedRoles: {
    what: 'Another Group that is to be a role has the same name.',
    mend: 'Rename one of the two.',
  },
  existingRole: {
    what: 'The role group has a role of this name already, which is none of ours: roles are never taken over.',
    mend: 'Rename or delete that role in DingTalk, or rename the Group, or set another roleGroup.',
  },
  roleElsewhere: {
    what: 'Another role group has a role of this name: whether DingTalk allows a second one is not documented.',
    mend: 'Nothing, unless it is refused: then rename one of the two.',
  },
};
