/** Why a text is no expression, and where: characters from the beginning, from 0. */
export interface ExpressionFault {
  readonly message: string;
  readonly at: number;
}
