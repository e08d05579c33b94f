import type { NotInStep } from '#store';
import { connectionTrouble, laneTrouble } from './connection-trouble.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { page } from './page.js';
import type { ConnectionStatus, Group, Tile } from './status.js';
import type { Texts, Trouble } from './texts/en.js';
import type { BlockReason, WaitReason } from '#provisioning';

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
    ${empty && html`<p>${status.nothingYet}. ${status.nothingYetMend} <code>${view.scimUrl}</code></p>`}
  </section>`;
}

function tileOf(texts: Texts, { state, people, departments }: Tile): Html {
  const n = people + departments;
  return html`<li class="${n === 0 ? 'none' : state}" data-state="${state}">
    <span>${texts.states[state]}</span>
    <strong>${n}</strong>
    <span class="quiet">${texts.status.ofKinds(people, departments)}</span>
  </li>`;
}

function notInStep(texts: Texts, groups: readonly Group[]): Html {
  const { status } = texts;
  return html`<table>
    <caption>
      ${status.notInStep}
    </caption>
    <thead>
      <tr>
        <th scope="col">${status.name}</th>
        <th scope="col">${status.kind}</th>
        <th scope="col">${status.code}</th>
      </tr>
    </thead>
    ${groups.map((group) => groupOf(texts, group))}
  </table>`;
}

function groupOf(texts: Texts, { state, reason, n, rows }: Group): Html {
  const { what, mend } = troubleOf(texts, state, reason);
  const more = n - rows.length;
  return html`<tbody data-reason="${reason ?? state}">
    <tr>
      <th scope="rowgroup" colspan="3">
        <span class="heading"><span class="pill ${state}">${texts.states[state]}</span> ${what} (${n})</span>
        <span>${mend}</span>
      </th>
    </tr>
    ${rows.map((row) => rowOf(texts, row))}
    ${
      more > 0 &&
      html`<tr>
        <td class="name quiet" colspan="3">${texts.status.more(more)}</td>
      </tr>`
    }
  </tbody>`;
}

function rowOf({ status, kinds }: Texts, row: NotInStep): Html {
  const { kind, resourceId, presence, detailCode } = row;
  const leaving = resourceId === null || presence === 'leaving';
  return html`<tr>
    <td class="name">${shownName(row)} ${leaving && html`<span class="quiet">(${status.leaving})</span>`}</td>
    <td data-label="${status.kind}">${kinds[kind]}</td>
    <td data-label="${status.code}">
      ${detailCode === null ? html`<span class="quiet">${status.noCode}</span>` : html`<code>${detailCode}</code>`}
    </td>
  </tr>`;
}

function troubleOf(
  { status, blocks, waits }: Texts,
  state: Group['state'],
  reason: Group['reason'],
): Trouble {
  switch (state) {
    case 'blocked':
      return blocks[(reason ?? 'rejected') as BlockReason];
    case 'waiting':
      return reason === null ? status.onTheWay : waits[reason as WaitReason];
    case 'held':
      return status.held;
    case 'onTheWay':
    case 'inStep':
      return status.onTheWay;
  }
}

/** A source may use mobiles as user names; those are nobody's name, and shown to nobody. */
function shownName({ displayName, resourceId }: NotInStep): string {
  const name = displayName ?? '';
  return name === '' || /^[+\d][\d\s()-]{6,}$/.test(name) ? (resourceId ?? '?') : name;
}

const timeOf = (at: Date) => at.toISOString().slice(11, 19);
