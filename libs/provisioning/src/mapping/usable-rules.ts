import type { z } from 'zod';
import { convert } from './convert.js';
import type { FieldShape } from './convert.js';
import { defaultRules } from './defaults.js';
import { accountFields, customShape } from './field.js';
import type { FieldName } from './field.js';
import type { WrittenRule } from './rule.js';

/** The rules of a mapping that is being saved, by field. */
type WrittenRules = Readonly<Partial<Record<FieldName, WrittenRule | null | undefined>>> & {
  readonly extension?: Readonly<Record<string, WrittenRule>> | undefined;
};

/**
 * Refuses a rule that cannot give its field a value: one without source for a field that has no default, and a
 * constant that the field does not take.
 */
export function demandUsableRules(mapping: WrittenRules, context: z.RefinementCtx): void {
  for (const field of accountFields) {
    const rule = mapping[field.name];
    if (!rule) continue;
    if (rule.sources === undefined && defaultRules[field.name] === undefined) {
      const message = 'is needed: this field comes from nothing by default';
      context.addIssue({ code: 'custom', path: [field.name, 'sources'], message });
    }
    demandUsableConstants([field.name], field, rule, context);
  }
  for (const [key, rule] of Object.entries(mapping.extension ?? {})) {
    demandUsableConstants(['extension', key], customShape, rule, context);
  }
}

function demandUsableConstants(
  at: readonly string[],
  shape: FieldShape,
  { sources = [], transform = 'asIs' }: WrittenRule,
  context: z.RefinementCtx,
): void {
  for (const [index, source] of sources.entries()) {
    if (typeof source === 'string' || !('constant' in source)) continue;
    // Whatever the region is: a constant phone number has its country prefix or is read as a mainland one.
    const { fault } = convert(shape, transform, source.constant, 'CN');
    if (fault === undefined) continue;
    const path = [...at, 'sources', index, 'constant'];
    context.addIssue({ code: 'custom', path, message: `is not what ${at.join('.')} takes (${fault})` });
  }
}
