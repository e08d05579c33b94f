import { html } from './html.js';
import type { Html } from './html.js';
import { page } from './page.js';
import type { Texts } from './texts/en.js';
import type { Trouble } from '#admin-api';

const tryAgainSeconds = 5;

/** What a browser is shown in place of a page that cannot be. */
export function problemPage(texts: Texts, status: number, correlation: string): Html {
  const { what, mend } = problemOf(texts, status, correlation);
  const other = texts.language === 'en' ? 'zh' : 'en';
  const refreshSeconds = status === 503 ? tryAgainSeconds : undefined;
  const content = html`<section class="card">
    <h1>${what}</h1>
    <p>${mend}</p>
    <p><a href="/console">${texts.problem.back}</a></p>
  </section>`;
  return page({ texts, title: what, otherLanguage: `/console?lang=${other}`, refreshSeconds }, content);
}

function problemOf({ problem }: Texts, status: number, correlation: string): Trouble {
  switch (status) {
    case 404:
      return problem.notFound;
    case 403:
      return problem.otherSite;
    case 503:
      return problem.unavailable;
    default:
      return status >= 500 ? problem.fault(correlation) : problem.refused;
  }
}
