/**
 * The name a role gets in DingTalk: blanks are as in a department's, all else as SCIM has it. What DingTalk refuses in
 * the name of a role is not documented: a refusal is told.
 *
 * @returns undefined when nothing is left
 */
export function roleName(displayName: string): string | undefined {
  const name = displayName.replace(/\s+/g, ' ').trim();
  return name === '' ? undefined : name;
}
