/** A value as text: lists by comma, nothing as `empty`. */
export function shownValue(value: unknown, empty: string): string {
  if (value === null || value === undefined || value === '') return empty;
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? empty : value.map((one) => shownValue(one, empty)).join(', ');
}
