const maxLength = 64;

/**
 * The name a department gets in DingTalk: 1 to 64 characters without `-`, `,` and `，`. What DingTalk refuses
 * is replaced by its nearest look-alike, always the same way.
 *
 * @returns undefined when nothing is left
 */
export function departmentName(displayName: string): string | undefined {
  const replaced = displayName.replace(/-/g, '–').replace(/[,，]/g, '、').replace(/\s+/g, ' ').trim();
  const name = Array.from(replaced).slice(0, maxLength).join('').trim();
  return name === '' ? undefined : name;
}

/** What a department or role is called that has to give its name away and has no other yet: its own name and its id. */
export function otherName(name: string, externalId: number): string {
  const id = ` ${String(externalId)}`;
  if (name.endsWith(id)) return name;
  return `${Array.from(name)
    .slice(0, maxLength - id.length)
    .join('')
    .trimEnd()}${id}`;
}
