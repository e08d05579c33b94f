import { connectionTrouble, laneTrouble } from './connection-trouble.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { notInStep } from './not-in-step.js';
import { page } from './page.js';
import type { ConnectionStatus, Tile } from './status.js';
import type { Texts } from './texts/en.js';

const refreshSeconds = 5;

/** All that the page shows. */
export interface StatusView {
  readonly administrator: string;
  readonly connections: readonly ConnectionStatus[];
  readonly scimUrl: string;
  readonly simulatorUrl: string | undefined;
  readonly paused: boolean;
  readonly now: Date;
}

/** The one page that says whether everything is in step, and if not, why and what to do. */
export function statusPage(texts: Texts, view: StatusView): Html {
  const { status } = texts;
  const { administrator, simulatorUrl, paused, connections } = view;
  const other = texts.language === 'en' ? 'zh' : 'en';
  const content = html`<h1>${status.title}</h1>
    ${connections.length === 0 && noConnection(texts)}
    ${connections.map((connection) => card(texts, connection, view))}`;
  const foot = html`<span>${status.asOf(timeOf(view.now))} ${paused ? status.paused : status.refreshes}</span>
    ${paused ? html`<a href="/console">${status.resumeUpdates}</a>` : html`<a href="/console?updates=off">${status.pause}</a>`}`;
  return page(
    {
      texts,
      title: status.title,
      administrator,
      simulatorUrl,
      current: 'status',
      otherLanguage: `/console?lang=${other}${paused ? '&updates=off' : ''}`,
      refreshSeconds: paused ? undefined : refreshSeconds,
    },
    content,
    foot,
  );
}

function noConnection({ status }: Texts): Html {
  return html`<section class="card">
    <h2>${status.noConnection}</h2>
    <p>${status.noConnectionMend}</p>
    <p><code>npm run -s bridge -- connections create NAME</code></p>
  </section>`;
}

function card(texts: Texts, { connection, tiles, rests, groups }: ConnectionStatus, view: StatusView): Html {
  const { status } = texts;
  const stopped = connection.state === 'quarantined';
  const empty = tiles.every(({ people, departments }) => people + departments === 0);
  return html`<section class="card" aria-labelledby="${connection.id}">
    <div class="heading">
      <h2 id="${connection.id}">${connection.name}</h2>
      <span class="pill ${stopped ? 'blocked' : 'inStep'}"
        >${stopped ? status.quarantined : status.active}</span
      >
      <span class="quiet">${status.direction}</span>
    </div>
    ${stopped && connectionTrouble(texts, connection)} ${rests.map((lane) => laneTrouble(texts, lane))}
    <ul class="tiles" aria-label="${status.counts}">
      ${tiles.map((tile) => tileOf(texts, tile))}
    </ul>
    ${groups.length > 0 && notInStep(texts, groups)}
    ${groups.length === 0 && !empty && html`<p class="note inStep">${status.allInStep}</p>`}
    ${empty && nothingYet(texts, view.scimUrl)}
  </section>`;
}

function nothingYet({ status }: Texts, scimUrl: string): Html {
  return html`<p><strong>${status.nothingYet}</strong> ${status.nothingYetMend}</p>
    <p><code>${scimUrl}</code></p>`;
}

function tileOf(texts: Texts, { state, people, departments }: Tile): Html {
  const n = people + departments;
  return html`<li class="${n === 0 ? 'none' : state}" data-state="${state}">
    <span>${texts.states[state]}</span>
    <strong>${n}</strong>
    <span class="quiet">${texts.status.ofKinds(people, departments)}</span>
  </li>`;
}

const timeOf = (at: Date) => at.toISOString().slice(11, 19);
