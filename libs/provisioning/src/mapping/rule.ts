import { z } from 'zod';
import { attributePathSchema } from './attribute-path.js';
import { bounds } from './expression-bounds.js';
import { isExpressionFault, readExpression } from './expression.js';

const expressionSchema = z
  .string()
  .max(bounds.source)
  .superRefine((text, context) => {
    const read = readExpression(text);
    if (!isExpressionFault(read)) return;
    context.addIssue({ code: 'custom', message: `at character ${String(read.at + 1)}: ${read.message}` });
  });

const sourceSchema = z.union([
  attributePathSchema,
  /** The same value for everybody. */
  z.strictObject({ constant: z.union([z.string().trim().min(1).max(2000), z.boolean()]) }),
  /** Given and family name as one: Chinese names begin with the family and have no blank. */
  z.strictObject({ nameParts: z.tuple([attributePathSchema, attributePathSchema]) }),
  /** In the Common Expression Language, over `user`. */
  z.strictObject({ expression: expressionSchema }),
]);

/** Where a value comes from. */
export type Source = z.infer<typeof sourceSchema>;

const sources = z.array(sourceSchema).min(1).max(10).optional();
/** `onlyOnCreate`: later changes are left to DingTalk. `defaultIfEmpty`: only where DingTalk has nothing. */
const when = z.enum(['always', 'onlyOnCreate', 'defaultIfEmpty']).optional();
/** What becomes of DingTalk's value when SCIM has none. */
const ifEmpty = z.enum(['clear', 'keep']).optional();
/** `e164`, `dingTalkPhone`: a phone number in either spelling. */
const transform = z.enum(['asIs', 'lower', 'upper', 'e164', 'dingTalkPhone']).optional();

/** What a field needs that everybody has. */
export const requiredTextRule = z.strictObject({ sources, transform });
/** The mobile: written once, by the create. */
export const mobileRule = z.strictObject({ sources });
export const textRule = z.strictObject({ sources, transform, when, ifEmpty });
/** Dates and flags. */
export const plainRule = z.strictObject({ sources, when, ifEmpty });
/** The manager is the User that the enterprise extension refers to; only when it is written can be chosen. */
export const referenceRule = z.strictObject({ when, ifEmpty });

/** A rule as it is written down: what is left out is as the field's default has it. */
export interface WrittenRule {
  readonly sources?: readonly Source[] | undefined;
  readonly transform?: Transform | undefined;
  readonly when?: When | undefined;
  readonly ifEmpty?: IfEmpty | undefined;
}

export type Transform = 'asIs' | 'lower' | 'upper' | 'e164' | 'dingTalkPhone';
export type When = 'always' | 'onlyOnCreate' | 'defaultIfEmpty';
export type IfEmpty = 'clear' | 'keep';
