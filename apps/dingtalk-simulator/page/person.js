// The dialog of one person: what an administrator edits by hand, and what the person does himself.
import { act, byId, element } from './control.js';
import { text } from './texts.js';

let shown;
let changed;

/** @param done called once something was changed */
export function openPerson(org, user, done) {
  shown = { org, user };
  changed = done;
  byId('person-title').textContent = user.name;
  byId('person-name').value = user.name;
  byId('person-job').value = user.title;
  byId('person-problem').textContent = '';
  byId('person-activate').hidden = user.active;
  sure(false);
  const state = [user.active ? text.active : text.inactive, ...(user.admin ? [text.administrator] : [])];
  const details = [
    [text.userid, user.userid],
    [text.mobile, user.mobile && `+${user.state_code} ${user.mobile}`],
    [text.email, user.email],
    [text.jobNumber, user.job_number],
    [text.manager, user.manager_userid],
    [text.state, state.join(', ')],
  ];
  byId('person-details').replaceChildren(
    ...details
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]),
  );
  byId('person').showModal();
}

async function attempt(path, body) {
  const problem = await act(path, { org: shown.org, ...body });
  if (problem === undefined) byId('person').close();
  else byId('person-problem').textContent = text.refused(problem);
  changed();
}

function sure(asked) {
  const button = byId('person-remove');
  button.dataset.asked = String(asked);
  button.textContent = asked ? text.removeSure : text.remove;
}

byId('person').addEventListener('submit', (event) => {
  event.preventDefault();
  const { userid } = shown.user;
  const edited = { userid, name: byId('person-name').value, title: byId('person-job').value };
  void attempt('/__sim/admin-edit', { act: 'user/update', with: edited });
});
byId('person-activate').addEventListener('click', () => {
  void attempt(`/__sim/users/${encodeURIComponent(shown.user.userid)}/activate`, {});
});
byId('person-remove').addEventListener('click', () => {
  if (byId('person-remove').dataset.asked === 'false') {
    sure(true);
    return;
  }
  void attempt('/__sim/admin-edit', { act: 'user/delete', with: { userid: shown.user.userid } });
});
byId('person-close').addEventListener('click', () => byId('person').close());
