import { html } from './html.js';
import type { Html, Shown } from './html.js';
import { stylePath } from './style.js';
import type { Texts } from './texts/en.js';

/** What every page of the console has around its content. */
export interface Frame {
  readonly texts: Texts;
  readonly title: string;
  /** The address that shows this page in the other language. */
  readonly otherLanguage: string;
  /** Who is signed in. */
  readonly administrator?: string | undefined;
  readonly simulatorUrl?: string | undefined;
  readonly current?: 'status';
  /** Load again after so many seconds. */
  readonly refreshSeconds?: number | undefined;
}

/** A whole document. */
export function page(frame: Frame, content: Shown, foot?: Shown): Html {
  const { texts, title, refreshSeconds } = frame;
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
        <title>${title} · ${texts.product}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${stylePath}" />
      </head>
      <body>
        <a class="skip" href="#content">${texts.nav.skip}</a>
        <header class="top">
          <div>
            <span class="product">${texts.product}</span>
            ${navigation(frame)}
          </div>
        </header>
        <main id="content" tabindex="-1">${content}</main>
        ${foot !== undefined && html`<footer class="foot">${foot}</footer>`}
      </body>
    </html>`;
}

function navigation({ texts, administrator, simulatorUrl, current, otherLanguage }: Frame): Html {
  const { nav } = texts;
  const signedIn = html`
    <a href="/console" ${current === 'status' && html`aria-current="page"`}>${nav.status}</a>
    <a href="/queues">${nav.queues}</a>
    ${simulatorUrl !== undefined && html`<a href="${simulatorUrl}">${nav.simulator}</a>`}
  `;
  const other = texts.language === 'en' ? 'zh-CN' : 'en';
  return html`<nav aria-label="${nav.label}">
    ${administrator !== undefined && signedIn}
    <a href="${otherLanguage}" lang="${other}" hreflang="${other}">${nav.otherLanguage}</a>
    ${
      administrator !== undefined &&
      html`<form method="post" action="/console/sign-out">
        <button class="plain">${nav.signOut}</button>
      </form>`
    }
  </nav>`;
}
