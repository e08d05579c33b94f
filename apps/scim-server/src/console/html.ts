/** Markup that is safe to send. Only the tag below makes it, so text from outside can get in escaped only. */
export class Html {
  private constructor(private readonly markup: string) {}

  static of(parts: TemplateStringsArray, values: readonly Shown[]): Html {
    const shown = values.map((value, index) => toMarkup(value) + (parts[index + 1] ?? ''));
    return new Html((parts[0] ?? '') + shown.join(''));
  }

  toString(): string {
    return this.markup;
  }
}

/** What may stand in a template; undefined and false show nothing. */
export type Shown = Html | string | number | false | undefined | readonly Shown[];

/** Markup with its values escaped, for text and for attributes in double quotes alike. */
export function html(parts: TemplateStringsArray, ...values: readonly Shown[]): Html {
  return Html.of(parts, values);
}

function toMarkup(value: Shown): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(toMarkup).join('');
  return String(value).replace(/[&<>"'`]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}
