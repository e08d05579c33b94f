/** A field as the server's preview tells it. */
interface Previewed {
  readonly field: string;
  readonly value?: string | boolean | number;
  readonly source?: string;
}

/** A field by the settings that are saved, and by those that stand in the form. */
export interface ComparedField {
  readonly field: string;
  readonly now?: Previewed['value'];
  readonly then?: Previewed['value'];
  /** Where the value comes from by the form. */
  readonly source?: string;
  readonly differs: boolean;
}

/** Two previews of one person side by side, in the form's order; what only the saved settings know comes last. */
export function comparedFields(
  now: readonly Previewed[],
  then: readonly Previewed[],
): readonly ComparedField[] {
  const before = new Map(now.map((one) => [one.field, one.value]));
  const after = then.map(({ field, value, source }) => compared(field, before.get(field), value, source));
  const gone = now.filter(({ field }) => !then.some((one) => one.field === field));
  return [...after, ...gone.map(({ field, value }) => compared(field, value, undefined, undefined))];
}

const compared = (
  field: string,
  now: Previewed['value'],
  then: Previewed['value'],
  source: string | undefined,
): ComparedField => ({
  field,
  differs: now !== then,
  ...(now === undefined ? {} : { now }),
  ...(then === undefined ? {} : { then }),
  ...(source === undefined ? {} : { source }),
});
