import type { Json } from '#common';
import { filled } from './convert.js';

const chinese = /^\p{Script=Han}+$/u;

/** Given name first; a Chinese name begins with the family and has no blank. One of them alone is the name. */
export function joinName(givenName: Json | undefined, familyName: Json | undefined): string | undefined {
  const [given, family] = [filled(givenName), filled(familyName)].map((part) => part?.toString());
  if (given === undefined || family === undefined) return given ?? family;
  return chinese.test(given) && chinese.test(family) ? family + given : `${given} ${family}`;
}
