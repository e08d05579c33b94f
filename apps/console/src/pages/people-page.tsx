import { Flex, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { Instant } from '../parts/instant.js';
import { Page } from '../parts/page.js';
import { PeopleSearch } from '../parts/people-search.js';
import { PeopleTable } from '../parts/people-table.js';
import { ReasonTold } from '../parts/reason-told.js';
import { RouteLink } from '../parts/route-link.js';
import { useSought } from '../parts/sought.js';
import { standings, StandingTag } from '../parts/standing-tag.js';
import { useOwnDepartments } from './own-departments.js';

type Row = Answer<'GET /connections/{id}/people'>['rows'][number];

/** The people of a connection: searched, by state and by department. What is looked for stands in the address. */
export function PeoplePage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const { sought, seek } = useSought(['text', 'state', 'department']);
  const { state: asked, ...others } = sought;
  const state = standings.find((one) => one === asked);
  const query = { ...others, ...(state === undefined ? {} : { state }) };
  const people = useAsk('GET /connections/{id}/people', { place: { id }, query }, { topics: ['links'] });
  const departments = useOwnDepartments(id);
  const columns: TableColumnsType<Row> = [
    {
      title: t('common.name'),
      render: (_, person) => (
        <Flex gap="small" align="center">
          <RouteLink to={`/connections/${id}/people/${person.id}`}>
            {person.name ?? person.userName}
          </RouteLink>
          {person.active === false && <Tag>{t('people.inactive')}</Tag>}
        </Flex>
      ),
    },
    { title: t('people.userName'), dataIndex: 'userName' },
    { title: t('common.state'), render: (_, person) => <StandingTag standing={person.state} /> },
    {
      title: t('people.reason'),
      render: (_, { reason, detailCode }) => <ReasonTold reason={reason} detailCode={detailCode} />,
    },
    { title: t('people.since'), render: (_, { since }) => <Instant at={since} /> },
  ];
  return (
    <Page title={t('people.title')}>
      <PeopleSearch
        text={sought.text}
        seek={seek}
        state={{
          value: state,
          among: standings.map((value) => ({ value, label: t(`standings.${value}`) })),
          choose: (wanted) => {
            seek({ state: wanted });
          },
        }}
        department={{
          value: sought.department,
          among: departments,
          choose: (department) => {
            seek({ department });
          },
        }}
      />
      <PeopleTable<Row> people={people} columns={columns} page={sought.page} seek={seek} />
    </Page>
  );
}
