/**
 * Whether Link `w` asks for the department of one of the paths, an array of keys. The first half says nothing new:
 * without it the index, which leaves out those who ask for none, is not used.
 */
export const wants = (keys: string): string => `w.wanted_paths <> '{}' and w.wanted_paths && ${keys}`;
