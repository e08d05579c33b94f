import type { z } from 'zod';
import { convert } from './convert.js';
import { defaultRules } from './defaults.js';
import { accountFields } from './field.js';
import type { FieldName } from './field.js';
import type { WrittenRule } from './rule.js';

/** The rules of a mapping that is being saved, by field. */
type WrittenRules = Readonly<Partial<Record<FieldName, WrittenRule | null | undefined>>>;

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
    for (const [index, source] of (rule.sources ?? []).entries()) {
      if (typeof source === 'string' || !('constant' in source)) continue;
      // Whatever the region is: a constant phone number has its country prefix or is read as a mainland one.
      const { fault } = convert(field, rule.transform ?? 'asIs', source.constant, 'CN');
      if (fault === undefined) continue;
      const path = [field.name, 'sources', index, 'constant'];
      context.addIssue({ code: 'custom', path, message: `is not what ${field.name} takes (${fault})` });
    }
  }
}
