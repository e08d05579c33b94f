import { createHash } from 'node:crypto';

/** The console's look; colours keep WCAG AA's contrast of 4.5 : 1 in light and in dark. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --text: #1c2430; --quiet: #566173; --line: #dde1e8;
  --link: #0b57c2; --button: #0b57c2; --on-button: #ffffff;
  --good: #11663a; --good-back: #e3f4ea; --move: #0b4fa8; --move-back: #e4eefb;
  --wait: #7a4a00; --wait-back: #fcf0da; --bad: #a31621; --bad-back: #fce8e9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1b2129; --text: #e6eaf0; --quiet: #a3aebd; --line: #323b47;
    --link: #86b6ff; --button: #86b6ff; --on-button: #0d1520;
    --good: #7fd8a2; --good-back: #16301f; --move: #9cc4ff; --move-back: #17293f;
    --wait: #f2c272; --wait-back: #33270f; --bad: #ff9ea4; --bad-back: #3c191c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
}
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px;
}
h1, h2, h3, p, ul { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.2rem; line-height: 1.3; overflow-wrap: anywhere; }
h3 { font-size: 1rem; }
code { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 0.5rem; top: 0.5rem; background: var(--card); padding: 0.5rem; z-index: 1; }
.quiet { color: var(--quiet); }
.top { background: var(--card); border-bottom: 1px solid var(--line); }
.top > div, main, .foot {
  max-width: 72rem; margin: 0 auto; padding: 0.75rem 1rem; display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem;
  align-items: center;
}
.product { font-weight: 600; margin-right: auto; }
.top nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; align-items: center; }
.top nav a { text-decoration: none; padding: 0.25rem 0; }
.top nav a:hover { text-decoration: underline; }
.top nav a[aria-current] { color: var(--text); font-weight: 600; border-bottom: 2px solid var(--link); }
main { flex-flow: column nowrap; align-items: stretch; gap: 1.25rem; padding-top: 1.5rem; }
.foot { color: var(--quiet); font-size: 0.9rem; padding-bottom: 2rem; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; padding: 1.25rem;
  display: flex; flex-direction: column; gap: 1rem; min-width: 0;
}
.heading { display: flex; flex-wrap: wrap; gap: 0.4rem 0.75rem; align-items: center; }
.sign-in { max-width: 24rem; width: 100%; margin: 2rem auto; }
form.fields { display: flex; flex-direction: column; gap: 0.9rem; }
label { display: flex; flex-direction: column; gap: 0.25rem; font-weight: 600; }
input {
  font: inherit; font-weight: 400; padding: 0.55rem 0.7rem; border: 1px solid var(--quiet); border-radius: 0.4rem;
  background: var(--card); color: var(--text);
}
button {
  font: inherit; font-weight: 600; padding: 0.6rem 1rem; border: 0; border-radius: 0.4rem; cursor: pointer;
  background: var(--button); color: var(--on-button);
}
button.plain { background: none; color: var(--link); font-weight: 400; padding: 0.25rem 0; }
button.plain:hover { text-decoration: underline; }
.note { border-radius: 0.4rem; padding: 0.7rem 0.9rem; }
.pill { border-radius: 1rem; padding: 0.1rem 0.65rem; font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
.inStep { color: var(--good); background: var(--good-back); }
.onTheWay { color: var(--move); background: var(--move-back); }
.waiting, .held { color: var(--wait); background: var(--wait-back); }
.blocked { color: var(--bad); background: var(--bad-back); }
.tiles { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem; }
.tiles li { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 0.9rem; }
.tiles strong { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles .none { color: var(--quiet); background: none; }
.tiles span { display: block; }
.tiles .quiet { font-size: 0.85rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.6rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-size: 0.85rem; font-weight: 600; border-top: 0; }
tbody th { font-weight: 400; padding-top: 0.9rem; }
tbody th .heading { font-weight: 600; }
tbody + tbody th { border-top-width: 2px; }
td.name { padding-left: 1.25rem; }
@media (max-width: 40rem) {
  .product { width: 100%; }
  .card { padding: 1rem; }
  .tiles { grid-template-columns: 1fr 1fr; }
  table, tbody, tr, td, tbody th { display: block; width: 100%; }
  thead { position: absolute; left: -100vw; }
  th, td { padding-left: 0; padding-right: 0; }
  caption { display: block; }
  tbody tr { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
  tbody tr:not(:first-child) { border-top: 1px solid var(--line); padding: 0.45rem 0; }
  td { border-top: 0; padding-top: 0; padding-bottom: 0; width: auto; }
  td.name { padding: 0; min-width: 0; }
  td.kind { color: var(--quiet); }
  td.code { width: 100%; }
  td.code::before { content: attr(data-label) ': '; color: var(--quiet); }
  td.without { display: none; }
}
`;

/** Where the stylesheet of this build is; another build has another address, so that this one may be kept. */
export const stylePath = `/console/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`;
