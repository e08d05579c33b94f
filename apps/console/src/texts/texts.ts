import type { first } from './en/first.js';
import type { later } from './en/later.js';

/** Every text's key, with the English one. */
export type English = typeof first & typeof later;

/** One language's texts: the keys of English, save forms of the plural that only English has. */
export type Texts = FirstTexts & LaterTexts;
export type FirstTexts = Translated<typeof first>;
export type LaterTexts = Translated<typeof later>;

type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>;
};
