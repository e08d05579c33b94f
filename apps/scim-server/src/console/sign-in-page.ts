import { html } from './html.js';
import type { Html } from './html.js';
import { page } from './page.js';
import type { Texts } from './texts/en.js';

/** Where to go once signed in: pages of ours only. */
export const destinations = { status: '/console', queues: '/queues' } as const;
export type Destination = keyof typeof destinations;

/** The form, and why it is shown again. */
export interface SignInView {
  readonly next: Destination;
  readonly user?: string;
  readonly trouble?: 'refused' | 'tooManyTries';
}

export function signInPage(texts: Texts, view: SignInView): Html {
  const { signIn } = texts;
  const { next, user, trouble } = view;
  const other = texts.language === 'en' ? 'zh' : 'en';
  const otherLanguage = `/console?lang=${other}${next === 'status' ? '' : `&next=${next}`}`;
  const content = html`<section class="card sign-in">
    <h1>${signIn.title}</h1>
    <p class="quiet">${signIn.lead}</p>
    ${trouble !== undefined && html`<p class="note blocked" role="alert" id="trouble">${signIn[trouble]}</p>`}
    <form class="fields" method="post" action="/console/sign-in">
      <input type="hidden" name="next" value="${next}" />
      <label>
        ${signIn.user}
        <input
          name="user"
          value="${user}"
          required
          maxlength="200"
          autocomplete="username"
          autocapitalize="none"
          ${trouble === undefined && html`autofocus`}
        />
      </label>
      <label>
        ${signIn.password}
        <input
          type="password"
          name="password"
          required
          maxlength="1000"
          autocomplete="current-password"
          ${trouble !== undefined && html`autofocus aria-invalid="true" aria-describedby="trouble"`}
        />
      </label>
      <button>${signIn.submit}</button>
    </form>
  </section>`;
  return page({ texts, title: signIn.title, otherLanguage }, content);
}
