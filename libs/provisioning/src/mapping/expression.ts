import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import type { ASTNode } from '@marcbachmann/cel-js';
import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { bounds, faultOfTree } from './expression-bounds.js';
import type { ExpressionFault } from './expression-fault.js';

/** What an expression makes of a person: values, or why there is none. No value at all: it says nothing. */
export type Evaluated = readonly Json[] | 'unreadable' | 'tooLong';

/** An expression of the Common Expression Language that is ready to be read. Pure and total. */
export type Expression = (body: JsonObject) => Evaluated;

const environment = new Environment({
  enableOptionalTypes: true,
  limits: {
    maxAstNodes: bounds.nodes,
    maxDepth: bounds.depth,
    maxListElements: bounds.elements,
    maxMapEntries: bounds.elements,
    maxCallArguments: 3,
  },
}).registerVariable('user', 'map');

/** Reads an expression over `user`, the User as SCIM has it; within bounds that are known before it is ever run. */
export function readExpression(text: string): Expression | ExpressionFault {
  let parsed: ReturnType<Environment['parse']>;
  try {
    parsed = environment.parse(text);
  } catch (error) {
    return faultIn(error);
  }
  const fault = faultOfTree(parsed.ast);
  if (fault) return fault;
  const { valid, error } = parsed.check();
  if (!valid) return faultIn(error);
  return (body) => evaluate(parsed, body);
}

export const isExpressionFault = (read: Expression | ExpressionFault): read is ExpressionFault =>
  typeof read !== 'function';

/** A library's error, without the expression's text that its message draws. */
function faultIn(error: unknown): ExpressionFault {
  const told = error as {
    readonly summary?: string;
    readonly range?: { readonly start: number };
    readonly node?: ASTNode;
  };
  return { message: told.summary ?? 'cannot be read', at: told.range?.start ?? told.node?.pos ?? 0 };
}

function evaluate(parsed: (context: { readonly user: unknown }) => unknown, body: JsonObject): Evaluated {
  const user = visible(body);
  if (user === undefined) return 'tooLong';
  try {
    return valuesIn(parsed({ user }));
  } catch (error) {
    // What is not there says nothing, like any attribute that is not there.
    if (error instanceof EvaluationError && absences.has(error.code)) return [];
    return 'unreadable';
  }
}

const absences: ReadonlySet<string> = new Set(['no_such_key', 'index_out_of_bounds']);

/** Stands for a text or list that is too large to be looked at: whatever is done with it, it is no value. */
const tooLarge = Symbol('too large');

const seen = new WeakMap<JsonObject, unknown>();

/** The body as an expression sees it: Maps, in which nothing is inherited. @returns undefined for one over the bound */
function visible(body: JsonObject): unknown {
  if (!seen.has(body)) seen.set(body, JSON.stringify(body).length > bounds.input ? undefined : shown(body));
  return seen.get(body);
}

function shown(value: Json): unknown {
  if (typeof value === 'string') return value.length > bounds.text ? tooLarge : value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.length > bounds.elements ? tooLarge : value.map(shown);
  if (isJsonObject(value)) {
    return new Map(Object.entries(value).map(([name, member]) => [name, shown(member)] as const));
  }
  return value;
}

function valuesIn(result: unknown): Evaluated {
  if (Array.isArray(result)) {
    const all = result.map(valuesIn);
    return (
      all.find((one) => typeof one === 'string') ?? all.flatMap((one) => (typeof one === 'string' ? [] : one))
    );
  }
  switch (typeof result) {
    case 'string':
      return result.length > bounds.input ? 'tooLong' : [result];
    case 'boolean':
    case 'number':
      return [result];
    case 'bigint':
      return [String(result)];
    default:
      return result === null ? [] : 'unreadable';
  }
}
