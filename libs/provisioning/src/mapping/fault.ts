/** Why one optional field of an account does not show what SCIM says, while all others do. */
export type FaultKind =
  /** More characters than DingTalk takes, in a value that must not be cut. */
  | 'tooLong'
  /** No e-mail, no date, no flag, no phone number: whatever the field wants. */
  | 'unreadable'
  /** SCIM has no value any more, and DingTalk has no way to empty the field. */
  | 'notClearable'
  /** It was written and read back different, again and again. It is tried again when SCIM says something else. */
  | 'notSettable'
  /** Another account of the connection has it. */
  | 'taken';

/** What is told of a field that could not be brought in step. */
export interface FieldFault {
  /** DingTalk's name of it; `extension.<name>` for a custom field. */
  readonly field: string;
  readonly fault: FaultKind;
}
