import { textOf } from './refusal-texts.js';

interface Particulars {
  readonly text?: string;
  /** Refused by the gateway: the older generation wraps it as errcode 88 with a sub_code (fact sheet 5.1c). */
  readonly gateway?: boolean;
  /** HTTP status of the new generation; the older answers 200 always. */
  readonly status?: number;
  /** Further keys of the body. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Thrown by the steps of the pipeline and by the rules; becomes the body of the answer. */
export class Refusal extends Error {
  readonly gateway: boolean;
  readonly status: number;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: string,
    { text, gateway = false, status = 400, more = {} }: Particulars = {},
  ) {
    super(text ?? textOf(code));
    this.gateway = gateway;
    this.status = status;
    this.more = more;
  }
}

/** Refuses unless the condition holds. */
export function require(condition: boolean, code: string, text?: string): asserts condition {
  if (!condition) throw new Refusal(code, text === undefined ? {} : { text });
}
