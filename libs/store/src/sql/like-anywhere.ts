/** A pattern that finds a text anywhere in what is in small letters; nothing in it is a placeholder. */
export const likeAnywhere = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
