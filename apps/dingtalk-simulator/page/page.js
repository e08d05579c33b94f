// Draws a simulated company and the last calls, and draws them again every two seconds.
const texts = {
  en: {
    title: 'DingTalk (simulated)',
    company: 'Company',
    tree: 'Departments and people',
    calls: 'Last calls',
    at: 'Time',
    call: 'Call',
    code: 'Code',
    noCalls: 'Nobody has called yet. Create a person through SCIM and watch.',
    counts: (departments, people) => `Departments: ${departments}, people: ${people}`,
    lost: 'The simulator does not answer.',
    nobody: 'nobody',
  },
  zh: {
    title: '钉钉（模拟）',
    company: '企业',
    tree: '部门与人员',
    calls: '最近的调用',
    at: '时间',
    call: '接口',
    code: '返回码',
    noCalls: '还没有调用。通过 SCIM 创建一个人，即可在此看到。',
    counts: (departments, people) => `${departments} 个部门，${people} 人`,
    lost: '模拟器没有响应。',
    nobody: '无人',
  },
};
const chosen = new URLSearchParams(location.search).get('lang') ?? navigator.language;
const language = chosen.toLowerCase().startsWith('zh') ? 'zh' : 'en';
const text = texts[language];
const newForMs = 20_000;
const callsShown = 40;
const rootId = 1;

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
document.title = text.title;
for (const node of document.querySelectorAll('[data-text]')) node.textContent = text[node.dataset.text];

const byId = (id) => document.getElementById(id);
/** When a person was first seen here, by userid; those of the first drawing are not new. */
const seen = new Map();
let drawn = false;

function element(tag, className, content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}

function person(user) {
  if (!seen.has(user.userid)) seen.set(user.userid, drawn ? Date.now() : 0);
  const item = element('li');
  const isNew = Date.now() - seen.get(user.userid) < newForMs;
  const line = element('div', isNew ? 'person new' : 'person');
  line.append(element('span', '', user.name), ' ');
  const details = [user.title, `+${user.state_code} ${user.mobile}`, user.userid].filter(Boolean);
  line.append(element('span', 'detail', details.join(' · ')));
  item.append(line);
  return item;
}

function department(one, state) {
  const item = element('li');
  item.append(element('div', 'department', one.name));
  const list = element('ul');
  const people = state.users.filter((user) => user.dept_id_list.includes(one.dept_id));
  const below = state.departments.filter((other) => other.parent_id === one.dept_id);
  list.append(...people.map(person), ...below.map((child) => department(child, state)));
  if (people.length + below.length === 0) list.append(element('li', 'detail', text.nobody));
  item.append(list);
  return item;
}

function call(entry) {
  const row = element('tr');
  const fine = entry.errcode === '0';
  row.append(
    element('td', '', new Date(entry.at).toLocaleTimeString(language)),
    element('td', '', `${entry.method} ${entry.path}`),
    element('td', fine ? '' : 'refused', entry.errcode),
  );
  return row;
}

function companies(organisations) {
  const select = byId('company');
  const ids = organisations.map(({ org }) => org).join();
  if (select.dataset.ids === ids) return;
  const before = select.value || organisations.at(-1)?.org;
  select.dataset.ids = ids;
  select.replaceChildren(
    ...organisations.map(({ org, departments }) => {
      const option = element('option', '', departments.find(({ dept_id: id }) => id === rootId)?.name ?? org);
      option.value = org;
      return option;
    }),
  );
  select.value = before;
}

async function draw() {
  const { organisations } = await (await fetch('/__sim/state')).json();
  companies(organisations);
  const state = organisations.find(({ org }) => org === byId('company').value);
  if (state) {
    byId('counts').textContent = text.counts(state.departments.length - 1, state.users.length);
    byId('tree').replaceChildren(
      department(
        state.departments.find(({ dept_id: id }) => id === rootId),
        state,
      ),
    );
    const log = await (
      await fetch(`/__sim/log?org=${encodeURIComponent(state.org)}&last=${callsShown}`)
    ).json();
    byId('calls').replaceChildren(...log.reverse().map(call));
    byId('no-calls').hidden = log.length > 0;
    drawn = true;
  }
  byId('connection').textContent = '';
}

async function keepDrawing() {
  try {
    await draw();
  } catch {
    byId('connection').textContent = text.lost;
  }
  setTimeout(keepDrawing, 2000);
}

byId('company').addEventListener('change', () => {
  seen.clear();
  drawn = false;
  void draw();
});
void keepDrawing();
