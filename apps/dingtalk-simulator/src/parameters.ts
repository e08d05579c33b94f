import { Refusal } from './refusal.js';
import type { Variants } from './variants.js';

/** Reads parameters of a request as DingTalk types them (fact sheet 5.3: 400002 missing, 40035 ill-typed). */
export class Parameters {
  private readonly asked = new Set<string>();

  constructor(
    readonly body: Readonly<Record<string, unknown>>,
    private readonly variants: Pick<Variants, 'missingParameterCode' | 'illTypedParameterCode'>,
  ) {}

  /** Names that nobody has asked for: DingTalk ignores them, a hand should not. */
  unknown(): readonly string[] {
    return Object.keys(this.body).filter((name) => !this.asked.has(name));
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  raw(name: string): unknown {
    this.asked.add(name);
    return this.body[name] ?? undefined;
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    if (typeof value !== 'string') throw this.illTyped(name);
    return value;
  }

  /** A text of so many characters at most. */
  shortText(name: string, limit: number): string | undefined {
    const value = this.text(name);
    if (value !== undefined && value.length > limit) throw this.illTyped(name);
    return value;
  }

  /** An empty text is given: what it is worth is the rules' to say. */
  givenText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  requiredText(name: string): string {
    const value = this.givenText(name);
    if (value === '') throw this.missing(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) throw this.illTyped(name);
    return number;
  }

  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    if (typeof value !== 'boolean') throw this.illTyped(name);
    return value;
  }

  requiredFlag(name: string): boolean {
    const value = this.flag(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  /** A comma-separated string; an array only where `arrays` allows it. */
  list(name: string, arrays = false): readonly string[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && arrays) return value.map(String);
    if (typeof value === 'number') return [String(value)];
    if (typeof value !== 'string') throw this.illTyped(name);
    return value === '' ? [] : value.split(',').map((part) => part.trim());
  }

  requiredList(name: string): readonly string[] {
    const value = this.list(name);
    if (value === undefined || value.length === 0) throw this.missing(name);
    return value;
  }

  /** A comma-separated string of ids. */
  numbers(name: string): readonly number[] | undefined {
    return this.list(name)?.map((part) => {
      if (!/^-?\d+$/.test(part)) throw this.illTyped(name);
      return Number(part);
    });
  }

  requiredNumbers(name: string): readonly number[] {
    this.requiredList(name);
    return this.numbers(name) ?? [];
  }

  /** A list of objects, as JSON or as a JSON string. */
  objects(name: string): readonly Readonly<Record<string, unknown>>[] | undefined {
    const value = this.json(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || !value.every(isObject)) throw this.illTyped(name);
    return value;
  }

  /** An object of texts, as JSON or as a JSON string. */
  texts(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.json(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.illTyped(name);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
  }

  missing(name: string): Refusal {
    return new Refusal(this.variants.missingParameterCode, { text: `缺少参数 ${name}` });
  }

  illTyped(name: string): Refusal {
    return new Refusal(this.variants.illTypedParameterCode, { text: `不合法的参数 ${name}` });
  }

  private json(name: string): unknown {
    const value = this.raw(name);
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw this.illTyped(name);
    }
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
