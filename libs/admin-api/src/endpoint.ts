import type { z } from 'zod';

/** Who may use an endpoint: a viewer reads, an administrator changes too; some are open to whoever comes. */
export type Role = 'viewer' | 'administrator';

/** One row of the table of endpoints. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `apiBase`; parameters in braces. */
  readonly path: `/${string}`;
  /** What it does, as a heading. */
  readonly summary: string;
  /** The least that somebody must be. */
  readonly role: Role | 'anyone';
  readonly query?: z.ZodObject;
  readonly request?: z.ZodType;
  /** By status, what is answered where nothing went wrong; null: no body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
}

/** The endpoints of one noun, by verb. */
export type Noun = Readonly<Record<string, Endpoint>>;

/** Where the admin API is on a bridge. */
export const apiBase = '/admin/api';

type AnswerOf<E extends Endpoint> = E['answers'][keyof E['answers']];

/** What an endpoint answers, before it becomes JSON: instants are Dates. */
export type Told<E extends Endpoint> = AnswerOf<E> extends z.ZodType ? z.output<AnswerOf<E>> : undefined;
/** What of an endpoint's answer arrives: instants are texts. */
export type Heard<E extends Endpoint> = AnswerOf<E> extends z.ZodType ? z.input<AnswerOf<E>> : undefined;

type InputOf<T> = T extends z.ZodType ? z.input<T> : never;
/** What is sent to an endpoint as its body. */
export type Sent<E extends Endpoint> = InputOf<E['request']>;
/** What is asked in an endpoint's address, behind the path. */
export type Asked<E extends Endpoint> = InputOf<E['query']>;

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
/** What an endpoint's path has to be filled with. */
export type Place<E extends Endpoint> = Readonly<Record<NamesIn<E['path']>, string>>;
