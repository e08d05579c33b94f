import type { en } from './en/en.js';

/** One language's texts: the keys of English, save forms of the plural that only English has. */
export type Texts = Translated<typeof en>;

type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>;
};
