/** A moment as text, in a language; nothing where there is none. */
export function toldInstant(at: string | null | undefined, language: string): string {
  if (at === null || at === undefined) return '–';
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}
