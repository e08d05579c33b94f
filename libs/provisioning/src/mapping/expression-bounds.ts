import type { ASTNode } from '@marcbachmann/cel-js';
import type { ExpressionFault } from './expression-fault.js';

/**
 * What keeps an evaluation short: no clock runs beside it, its cost is bounded before it runs. At the most, a list of
 * fifty elements is gone through by each of four comprehensions, none within another, over texts of 1,024 characters.
 */
export const bounds = {
  /** Characters of an expression. */
  source: 2_000,
  nodes: 80,
  depth: 20,
  /** Of a list, in the expression and in the person. */
  elements: 50,
  /** Characters of one text of the person. */
  text: 1_024,
  /** Characters of the whole person as JSON, and of a result. */
  input: 65_536,
  comprehensions: 4,
} as const;

/** Go through a list; `join` makes a text as long as all of them together. */
const comprehensions: ReadonlySet<string> = new Set(['map', 'filter', 'exists', 'exists_one', 'all', 'join']);

/** What always ends, soon, with the same for the same person: no pattern, no split, no time, no zone, no binding. */
const functions: ReadonlySet<string> = new Set([
  ...comprehensions,
  'has',
  'size',
  'string',
  'int',
  'double',
  'bool',
  'startsWith',
  'endsWith',
  'contains',
  'lowerAscii',
  'upperAscii',
  'trim',
  'indexOf',
  'lastIndexOf',
  'substring',
  'orValue',
  'hasValue',
]);

/** Why an expression could take long, or is not of the person alone. */
export function faultOfTree(root: ASTNode): ExpressionFault | undefined {
  let count = 0;
  const look = (node: ASTNode, within: boolean): ExpressionFault | undefined => {
    if (within && node.op === 'in')
      return { message: 'goes through a list within another: in', at: node.pos };
    const name = calledBy(node);
    if (name === undefined) return first(partsOf(node), within);
    if (!functions.has(name)) return { message: `knows no function ${name}`, at: node.pos };
    if (!comprehensions.has(name)) return first(partsOf(node), within);
    count += 1;
    if (within) return { message: `goes through a list within another: ${name}`, at: node.pos };
    if (count > bounds.comprehensions) {
      return { message: `goes through lists more than ${String(bounds.comprehensions)} times`, at: node.pos };
    }
    const [list, ...body] = partsOf(node);
    return (list && look(list, within)) ?? first(body, true);
  };
  const first = (nodes: readonly ASTNode[], within: boolean): ExpressionFault | undefined => {
    for (const node of nodes) {
      const fault = look(node, within);
      if (fault) return fault;
    }
    return undefined;
  };
  return look(root, false);
}

function calledBy({ op, args }: ASTNode): string | undefined {
  return op === 'call' || op === 'rcall' ? args[0] : undefined;
}

/** The nodes below a node; of a call on something, that first. */
function partsOf(node: ASTNode): readonly ASTNode[] {
  return nodesIn(node.args);
}

function nodesIn(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(nodesIn);
  return isNode(args) ? [args] : [];
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
