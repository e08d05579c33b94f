import type { BlockReason, WaitReason } from '#provisioning';
import type { NotInStep } from '#store';
import { html } from './html.js';
import type { Html } from './html.js';
import type { Group } from './status.js';
import type { Texts } from './texts/en.js';
import type { Trouble } from '#admin-api';

/** Who and what is not in step, by reason, each with what mends it. */
export function notInStep(texts: Texts, groups: readonly Group[]): Html {
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
    <td class="kind">${kinds[kind]}</td>
    <td class="code ${detailCode === null && 'without'}" data-label="${status.code}">
      ${detailCode !== null && html`<code>${detailCode}</code>`}
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
