/** Why a field is not what SCIM says, by the key of its words. */
export const keptTexts = {
  notOurs: 'kept.notOurs',
  onlyOnCreate: 'kept.onlyOnCreate',
  defaultIfEmpty: 'kept.defaultIfEmpty',
  ifEmpty: 'kept.ifEmpty',
  neverChanged: 'kept.neverChanged',
  tooLong: 'faults.tooLong',
  unreadable: 'faults.unreadable',
  notClearable: 'faults.notClearable',
  notSettable: 'faults.notSettable',
  taken: 'faults.taken',
} as const;
