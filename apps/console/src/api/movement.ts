/** What of an overview says that something was done, or is to be done: figures of the moment are no part of it. */
interface Moving {
  readonly people: object;
  readonly departments: object;
  readonly state: string;
  readonly lastChangeAt: string | null;
  readonly queue: readonly { readonly lane: string; readonly due: number }[];
}

/** Stands for how things are: another one means that lists and runs may be others too. */
export const movement = ({ people, departments, state, lastChangeAt, queue }: Moving): string =>
  JSON.stringify([people, departments, state, lastChangeAt, queue.map(({ lane, due }) => [lane, due])]);
