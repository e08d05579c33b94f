import type { endpoints, Heard } from '#admin-api';

/** Why one person or department stands as it does, or what became of it just now. */
export type Trace = Extract<Heard<typeof endpoints.explain.ofResource>, { readonly rounds: unknown }>;
type Round = Trace['rounds'][number];

/** A trace as text: each step a heading, what it came to below it. */
export function tellTrace({ resourceId, kind, sourceRun, rounds, stopped, ended }: Trace): string {
  const several = rounds.length > 1;
  const lines = rounds.flatMap((round, index) => [
    ...(several ? ['', `look ${String(index + 1)}`] : []),
    ...tellRound(round),
  ]);
  return [
    `${kind ?? 'resource'} ${resourceId}`,
    ...(sourceRun === null ? [] : [`written by run ${sourceRun} of the Source`]),
    ...lines,
    ...(stopped === null ? [] : ['', `not worked: ${stopped}`]),
    '',
    `now    ${ended ? standing(ended) : 'nothing is left of it on either side'}`,
  ].join('\n');
}

function tellRound({ read, map, match, plan, apply }: Round): readonly string[] {
  return [
    ...(read ? [`read   ${standing(read)}${read.changed ? ', changed since' : ''}`] : []),
    ...(read ? read.groups.map((one) => line(`in ${one.resourceId}: ${one.presence}`)) : []),
    ...map.map(({ field, value, source, kept, fault }) =>
      line(
        `${field} = ${told(value)}${note('from', source)}${note('kept:', kept)}${note('fault:', fault)}`,
        'map',
      ),
    ),
    ...(match ? [`match  ${match.externalId ?? `none; would be ${match.candidates[0] ?? 'new'}`}`] : []),
    ...(match
      ? match.claims.map(({ of, holder, resourceId }) => line(`${of}: ${holder}${note('', resourceId)}`))
      : []),
    ...(plan ? [`plan   ${plan.change ?? 'no change'} -> ${standing(plan.ending)}`] : []),
    ...(plan
      ? plan.fields.map(({ field, before, after }) => line(`${field}: ${told(before)} -> ${told(after)}`))
      : []),
    ...(apply ? [`apply  ${apply.began}${note('trouble of the', apply.trouble)}`] : []),
    ...(apply ? apply.calls.map(({ api, code, ms }) => line(`${api}: ${code}, ${String(ms)} ms`)) : []),
  ];
}

const standing = ({
  presence,
  outcome,
  reason,
}: {
  presence: string;
  outcome: string;
  reason: string | null;
}) => `${presence}, ${outcome}${note('', reason)}`;

const line = (text: string, step = '') => `${step.padEnd(7)}${step === '' ? '  ' : ''}${text}`;

const note = (word: string, text: string | null | undefined) =>
  text === null || text === undefined ? '' : ` (${word === '' ? '' : `${word} `}${text})`;

const told = (value: unknown) => (value === undefined ? '-' : JSON.stringify(value));
