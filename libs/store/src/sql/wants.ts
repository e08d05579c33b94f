/**
 * Whether Link `w` asks for the department of a path. The first half says nothing new: without it the index, which
 * leaves out those who ask for none, is not used.
 */
export const wants = (pathKey: string): string =>
  `w.wanted_paths <> '{}' and w.wanted_paths @> array[${pathKey}]`;
