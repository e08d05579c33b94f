import { verdictOf } from './line.js';
import type { Figure, Line, Target } from './line.js';

const header = ['bench', 'ours', 'reference', 'ratio', 'target', 'pass'];

/** The table as Markdown, columns aligned. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [header, ...lines.map(cells)];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const text = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [text(header), rule, ...rows.slice(1).map(text)].join('\n');
}

function cells(line: Line): readonly string[] {
  if (line.kind === 'skipped') return [line.bench, line.reason, '', '', '', 'skipped'];
  const { bench, ours, reference, ratio, target } = line;
  return [
    bench,
    figure(ours),
    reference ? `${figure(reference)} (${reference.who})` : '',
    ratio === undefined ? '' : digits(ratio),
    target ? targetText(target) : '',
    verdictOf(line),
  ];
}

const targetText = ({ of, at, value }: Target) =>
  `${of === 'ratio' ? 'ratio ' : ''}${at === 'least' ? '≥' : '≤'} ${digits(value)}`;

const figure = ({ value, unit }: Figure) => (unit === '' ? digits(value) : `${digits(value)} ${unit}`);

/** Three digits that count; none after the point of what is large. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return Math.abs(value) < 0.01 ? value.toFixed(5) : value.toPrecision(3);
}
