/** Codes of one tutorial, which the reference contradicts (fact sheet 2.3, 11.7 (6), 13). */
const codes: Readonly<Record<string, string>> = {
  '60003': '400003',
  '60005': '400004',
  '60021': '400005',
  '60008': '400005',
};

export function tutorialCode(path: string, code: string): string {
  return path.startsWith('/topapi/v2/department/') ? (codes[code] ?? code) : code;
}
