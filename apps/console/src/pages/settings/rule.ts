/** A rule of the mapping as it is written down. */
export interface WrittenRule {
  readonly sources?: readonly unknown[];
  readonly transform?: string;
  readonly when?: string;
  readonly ifEmpty?: string;
}

/** A rule of the form: `own` with one source a line, the default, or left to DingTalk. */
export interface EnteredRule {
  readonly choice: 'byDefault' | 'own' | 'left';
  readonly sources?: string;
  readonly transform?: string;
  readonly when?: string;
  readonly ifEmpty?: string;
}

/** How a rule is shown in the form: a source that is no attribute path is told as JSON. */
export function enteredRule(rule: WrittenRule | null | undefined): EnteredRule {
  if (rule === undefined) return { choice: 'byDefault' };
  if (rule === null) return { choice: 'left' };
  const { sources, ...rest } = rule;
  const lines = sources?.map((source) => (typeof source === 'string' ? source : JSON.stringify(source)));
  return { choice: 'own', ...rest, ...(lines ? { sources: lines.join('\n') } : {}) };
}

/** What the form means; undefined: the default. @throws SyntaxError for a line that begins as JSON and is none */
export function writtenRule(entered: EnteredRule): WrittenRule | null | undefined {
  if (entered.choice === 'byDefault') return undefined;
  if (entered.choice === 'left') return null;
  const lines = (entered.sources ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    ...(lines.length === 0 ? {} : { sources: lines.map(readSource) }),
    ...(entered.transform === undefined ? {} : { transform: entered.transform }),
    ...(entered.when === undefined ? {} : { when: entered.when }),
    ...(entered.ifEmpty === undefined ? {} : { ifEmpty: entered.ifEmpty }),
  };
}

const readSource = (line: string): unknown => (line.startsWith('{') ? JSON.parse(line) : line);
