// Draws a simulated company and the last calls, and draws them again every two seconds where they changed.
import { act, ask, byId, element } from './control.js';
import { openPerson } from './person.js';
import { language, text } from './texts.js';

const everyMs = 2_000;
const newForMs = 20_000;
const callsShown = 40;
const rootId = 1;
/** A company with more departments opens its root only. */
const openAtFirst = 60;

/** When a person was first seen here, by userid; those of the first drawing are not new. */
const seen = new Map();
/** Departments that were opened or closed by hand. */
const opened = new Map();
/** Departments whose people were drawn. */
const looked = new Set();
const drawnAs = new Map();
let first = true;

/** Draws a part of the page only when it differs: what has the focus keeps it. */
function drawIfChanged(part, value, draw) {
  const form = JSON.stringify(value);
  if (drawnAs.get(part) === form) return;
  drawnAs.set(part, form);
  draw();
}

const isNew = ({ userid }) => Date.now() - seen.get(userid) < newForMs;
const isOpen = (id, company) => opened.get(id) ?? (id === rootId || company.departments <= openAtFirst);

/** The department with all that is open below it. */
async function branch(company, id) {
  const level = await ask('/__sim/tree', { org: company.org, dept: id });
  // Whom only a department opened by hand brings into sight has been there before.
  const known = first || (opened.has(id) && !looked.has(id));
  looked.add(id);
  for (const user of level.users) if (!seen.has(user.userid)) seen.set(user.userid, known ? 0 : Date.now());
  const departments = await Promise.all(
    level.departments.map((one) => (isOpen(one.dept_id, company) ? branch(company, one.dept_id) : one)),
  );
  const users = level.users.map((user) => ({ ...user, fresh: isNew(user) }));
  return { ...level, users, departments };
}

function person(user, heads, company) {
  const button = element('button', user.fresh ? 'person new' : 'person', element('span', 'name', user.name));
  button.type = 'button';
  const words = [user.title, heads.includes(user.userid) && text.head, !user.active && text.inactive];
  button.append(element('span', 'detail', words.filter(Boolean).join(' · ')));
  button.addEventListener('click', () => openPerson(company.org, user, () => void refresh()));
  return element('li', '', button);
}

function department(one, company) {
  const details = element('details', '', element('summary', 'department', one.name));
  const open = one.users !== undefined;
  details.open = open;
  details.addEventListener('toggle', () => {
    if (details.open === open) return;
    opened.set(one.dept_id, details.open);
    void refresh();
  });
  if (!open) {
    details.firstChild.append(element('span', 'detail', ` ${one.people}`));
    return element('li', '', details);
  }
  const heads = one.dept_manager_userid_list;
  const list = element('ul', '', ...one.users.map((user) => person(user, heads, company)));
  if (one.more > 0) list.append(element('li', 'detail', text.more(one.more)));
  list.append(...one.departments.map((child) => department(child, company)));
  if (list.childElementCount === 0) list.append(element('li', 'detail', text.nobody));
  details.append(list);
  return element('li', '', details);
}

function invitation({ mobile, name }, { org }) {
  const item = element('li', 'invitation', element('span', '', name), element('span', 'detail', mobile));
  for (const answer of ['accept', 'decline']) {
    const button = element('button', '', text[answer]);
    button.type = 'button';
    button.addEventListener('click', async () => {
      const problem = await act(`/__sim/invitations/${encodeURIComponent(mobile)}/${answer}`, { org });
      byId('connection').textContent = problem === undefined ? '' : text.refused(problem);
      void refresh();
    });
    item.append(button);
  }
  return item;
}

function call(entry) {
  return element(
    'tr',
    '',
    element('td', '', new Date(entry.at).toLocaleTimeString(language)),
    element('td', '', `${entry.method} ${entry.path}`),
    element('td', entry.errcode === '0' ? '' : 'refused', entry.errcode),
  );
}

function companies(list) {
  const select = byId('company');
  drawIfChanged(
    'companies',
    list.map(({ org, name }) => [org, name]),
    () => {
      const before = select.value || list.at(-1)?.org;
      select.replaceChildren(
        ...list.map(({ org, name }) => {
          const option = element('option', '', name);
          option.value = org;
          return option;
        }),
      );
      select.value = before;
    },
  );
  byId('no-company').hidden = list.length > 0;
  return list.find(({ org }) => org === select.value);
}

async function draw() {
  const company = companies(await ask('/__sim/organisations'));
  document.querySelector('main').hidden = company === undefined;
  if (!company) return;
  const [root, log] = await Promise.all([
    branch(company, rootId),
    ask('/__sim/log', { org: company.org, last: callsShown }),
  ]);
  byId('counts').textContent = text.counts(company.departments, company.people);
  drawIfChanged('tree', root, () => byId('tree').replaceChildren(department(root, company)));
  drawIfChanged('calls', log, () => byId('calls').replaceChildren(...log.reverse().map(call)));
  byId('no-calls').hidden = log.length > 0;
  byId('invitations').hidden = company.invitations.length === 0;
  drawIfChanged('invitations', company.invitations, () =>
    byId('invitations')
      .querySelector('ul')
      .replaceChildren(...company.invitations.map((one) => invitation(one, company))),
  );
  first = false;
}

async function refresh() {
  try {
    await draw();
    if (byId('connection').textContent === text.lost) byId('connection').textContent = '';
  } catch {
    byId('connection').textContent = text.lost;
  }
}

async function keepDrawing() {
  await refresh();
  setTimeout(keepDrawing, everyMs);
}

byId('company').addEventListener('change', () => {
  seen.clear();
  opened.clear();
  looked.clear();
  first = true;
  void refresh();
});
void keepDrawing();
