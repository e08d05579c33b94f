import type { Connection, StoppedLane } from '#store';
import { html } from './html.js';
import type { Html } from './html.js';
import type { Texts } from './texts/en.js';

/** Why a whole connection is stopped, what mends it, and how it starts again. */
export function connectionTrouble({ quarantines, status }: Texts, { id, stateReason }: Connection): Html {
  const trouble = stateReason && quarantines[stateReason];
  return html`<div class="note blocked">
    ${trouble && html`<p><strong>${trouble.what}</strong> ${trouble.mend}</p>`}
    <p>${status.resume} <code>npm run -s bridge -- connections resume ${id}</code></p>
  </div>`;
}

/** Which lane rests, until when and why. */
export function laneTrouble({ rests, lanes, status }: Texts, { lane, reason, notBefore }: StoppedLane): Html {
  const until = status.restsUntil(lanes[lane], notBefore.toISOString().slice(11, 19));
  return html`<p class="note waiting">
    <strong>${status.rests}: ${until}</strong> ${restReason(rests, reason)}
  </p>`;
}

/** The pusher writes a word, or `refused:` and the permission or code that DingTalk named. */
function restReason(rests: Texts['rests'], reason: string): string {
  const refused = /^refused:(.*)$/.exec(reason)?.[1];
  if (refused !== undefined) return rests.refused(refused);
  return reason === 'pace' || reason === 'throttled' || reason === 'unreachable' ? rests[reason] : reason;
}
