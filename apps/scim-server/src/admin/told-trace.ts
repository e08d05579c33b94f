import { z } from 'zod';
import type { endpoints, Told } from '#admin-api';
import type { Json, ResourceId } from '#common';
import { maskedField } from './mask.js';

/** A trace as it is told. */
export type Trace = Extract<Told<typeof endpoints.explain.ofResource>, { readonly rounds: unknown }>;
type Round = Trace['rounds'][number];

/** The pusher wrote it in this shape; what matters here is that there is one. */
const writtenSchema = z.looseObject({ kind: z.string().nullable(), rounds: z.array(z.unknown()) });

/**
 * Reads the trace that a pusher has written.
 *
 * @param plain whether a person's values may be seen, or are masked
 * @returns undefined where there was nothing to trace
 */
export function toldTrace(
  text: string,
  { resourceId, sourceRun }: Pick<Trace, 'sourceRun'> & { readonly resourceId: ResourceId },
  plain: boolean,
): Trace | undefined {
  const written = writtenSchema.nullable().parse(JSON.parse(text));
  if (!written) return undefined;
  const trace = { ...written, resourceId, sourceRun } as unknown as Trace;
  // Departments and roles have no personal data.
  if (plain || trace.kind === 'department' || trace.kind === 'role') return trace;
  return { ...trace, rounds: trace.rounds.map(masked) };
}

function masked(round: Round): Round {
  const { map, plan } = round;
  return {
    ...round,
    map: map.map((one) =>
      one.value === undefined ? one : { ...one, value: maskedField(one.field, one.value as Json) },
    ),
    plan: plan && {
      ...plan,
      fields: plan.fields.map(({ field, before, after }) => ({
        field,
        before: maskedField(field, before as Json),
        after: maskedField(field, after as Json),
      })),
    },
  };
}
