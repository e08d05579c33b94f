import type { JsonObject } from '#common';
import { parseValueSource, valuesOf } from '#scim';
import { defaultRules } from './defaults.js';
import { isExpressionFault, readExpression } from './expression.js';
import type { Evaluated } from './expression.js';
import { accountFields, customShape, valueFields } from './field.js';
import type { FieldDefinition, FieldName, ValueField } from './field.js';
import type { Mapping } from './mapping.js';
import { joinName } from './name-parts.js';
import type { IfEmpty, Source, Transform, When, WrittenRule } from './rule.js';

/** A source ready to be read. */
export interface RuleSource {
  /** As it was written down; names attributes, never a person's value. */
  readonly label: string;
  readonly read: (body: JsonObject) => Evaluated;
}

/** A rule with its defaults filled in and its paths parsed. */
export interface Rule {
  readonly shape: Pick<FieldDefinition, 'type' | 'limit' | 'emptied'>;
  readonly sources: readonly RuleSource[];
  readonly transform: Transform;
  readonly when: When;
  readonly ifEmpty: IfEmpty;
}

/** A mapping ready to map: which fields are the bridge's own, and by what rule. */
export interface RuleSet {
  readonly name: Rule;
  readonly mobile: Rule;
  /** Every other field with a value of its own; no rule: the field is left to DingTalk. */
  readonly values: readonly { readonly field: ValueField; readonly rule?: Rule }[];
  readonly manager?: Pick<Rule, 'shape' | 'when' | 'ifEmpty'>;
  /** Custom fields by name, in one order wherever the mapping was read from. */
  readonly custom: readonly { readonly key: string; readonly rule: Rule }[];
}

const compiled = new WeakMap<Mapping, RuleSet>();

/** Compiles a mapping that was validated when it was saved; once for each value. */
export function ruleSetOf(mapping: Mapping): RuleSet {
  const known = compiled.get(mapping);
  if (known) return known;
  const ruleSet = compile(mapping);
  compiled.set(mapping, ruleSet);
  return ruleSet;
}

function compile(mapping: Mapping): RuleSet {
  const written = (name: FieldName): WrittenRule | undefined => {
    const own: WrittenRule | null | undefined = mapping[name];
    const preset = defaultRules[name];
    return own === null || (own === undefined && preset === undefined)
      ? undefined
      : { ...preset, ...stated(own) };
  };
  const ruleOf = (name: FieldName): Rule | undefined => {
    const [shape, rule] = [accountFields.find((field) => field.name === name), written(name)];
    return shape && rule && compileRule(shape, rule);
  };
  const [name, mobile] = [ruleOf('name'), ruleOf('mobile')];
  if (!name || !mobile) throw new Error('a mapping without name or mobile');
  const manager = ruleOf('manager_userid');
  const custom = Object.entries(mapping.extension ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name,
    mobile,
    values: valueFields
      .filter((field) => field.key !== 'name')
      .map((field) => {
        const rule = ruleOf(field.name);
        return { field, ...(rule ? { rule } : {}) };
      }),
    ...(manager ? { manager } : {}),
    custom: custom.map(([key, rule]) => ({ key, rule: compileRule(customShape, rule) })),
  };
}

function compileRule(shape: Rule['shape'], written: WrittenRule): Rule {
  return {
    shape,
    sources: (written.sources ?? []).map(compileSource),
    transform: written.transform ?? 'asIs',
    when: written.when ?? 'always',
    ifEmpty: written.ifEmpty ?? 'clear',
  };
}

function compileSource(source: Source): RuleSource {
  if (typeof source === 'string') {
    const path = parseValueSource(source, 'User');
    return { label: source, read: (body) => valuesOf(path, body) };
  }
  if ('constant' in source) return { label: 'constant', read: () => [source.constant] };
  if ('expression' in source) {
    const read = readExpression(source.expression);
    // It was read when it was saved; a release that reads it no more says so of everybody.
    return { label: 'expression', read: isExpressionFault(read) ? () => 'unreadable' : read };
  }
  const [given, family] = source.nameParts;
  const [givenPath, familyPath] = [parseValueSource(given, 'User'), parseValueSource(family, 'User')];
  return {
    label: `${given} + ${family}`,
    read: (body) => {
      const joined = joinName(valuesOf(givenPath, body)[0], valuesOf(familyPath, body)[0]);
      return joined === undefined ? [] : [joined];
    },
  };
}

/** The members that a rule states: those it leaves undefined are the default's. */
function stated(rule: WrittenRule | undefined): WrittenRule {
  return Object.fromEntries(Object.entries(rule ?? {}).filter(([, value]) => value !== undefined));
}
