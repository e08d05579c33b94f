import { Refusal } from './refusal.js';

/** Reads parameters of a request as DingTalk types them (fact sheet 5.3: 400002 missing, 40035 ill-typed). */
export class Parameters {
  constructor(private readonly body: Readonly<Record<string, unknown>>) {}

  has(name: string): boolean {
    return this.body[name] !== undefined && this.body[name] !== null;
  }

  raw(name: string): unknown {
    return this.body[name] ?? undefined;
  }

  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    if (typeof value !== 'string') throw illTyped(name);
    return value;
  }

  /** An empty text is given: what it is worth is the rules' to say. */
  givenText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  requiredText(name: string): string {
    const value = this.givenText(name);
    if (value === '') throw missing(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) throw illTyped(name);
    return number;
  }

  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    if (typeof value !== 'boolean') throw illTyped(name);
    return value;
  }

  requiredFlag(name: string): boolean {
    const value = this.flag(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  /** A comma-separated string; an array only where `arrays` allows it. */
  list(name: string, arrays = false): readonly string[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (Array.isArray(value) && arrays) return value.map(String);
    if (typeof value === 'number') return [String(value)];
    if (typeof value !== 'string') throw illTyped(name);
    return value === '' ? [] : value.split(',').map((part) => part.trim());
  }

  /** A list of objects, as JSON or as a JSON string. */
  objects(name: string): readonly Readonly<Record<string, unknown>>[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const list: unknown = typeof value === 'string' ? parseJson(value, name) : value;
    if (!Array.isArray(list)) throw illTyped(name);
    return list as Record<string, unknown>[];
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw illTyped(name);
  }
}

const missing = (name: string) => new Refusal('400002', false, `缺少参数 ${name}`);
const illTyped = (name: string) => new Refusal('40035', false, `不合法的参数 ${name}`);
