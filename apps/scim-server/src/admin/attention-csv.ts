import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { troubleText } from '#admin-api';
import type { LinkId } from '#common';
import type { AttentionRow } from '#store';

const atOnce = 1_000;
const headings = {
  en: ['name', 'kind', 'state', 'reason', 'DingTalk code', 'used by', 'since', 'what', 'mend'],
  zh: ['名称', '类型', '状态', '原因代码', '钉钉错误码', '占用者', '起始时间', '说明', '处理办法'],
} as const;

type Language = keyof typeof headings;

/** Reads rows after the one of this Link. */
type Read = (after: { readonly after?: LinkId }, limit: number) => Promise<readonly AttentionRow[]>;

/**
 * What needs attention as a table for spreadsheets, read a thousand rows at a time while it is taken. A value that a
 * spreadsheet would take for a formula is made a text: names come from elsewhere.
 */
export function attentionCsv(read: Read, language: Language): Readable {
  const columns = headings[language].map((header) => header);
  const table = stringify({ header: true, columns, escape_formulas: true, bom: true });
  // Who stops reading ends the reading of the store too; whatever failed on the way ends the answer early.
  pipeline(Readable.from(records(read, language)), table, () => undefined);
  return table;
}

async function* records(read: Read, language: Language): AsyncGenerator<readonly string[]> {
  let after: { readonly after?: LinkId } = {};
  for (;;) {
    const rows = await read(after, atOnce);
    for (const row of rows) yield recordOf(row, language);
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = { after: last.linkId };
  }
}

function recordOf(row: AttentionRow, language: Language): readonly string[] {
  const text = row.reason === null ? undefined : troubleText(language, row.reason);
  return [
    row.name ?? '',
    row.kind,
    row.state,
    row.reason ?? '',
    row.detailCode ?? '',
    row.holderName ?? '',
    row.since.toISOString(),
    text?.what ?? '',
    text?.mend ?? '',
  ];
}
