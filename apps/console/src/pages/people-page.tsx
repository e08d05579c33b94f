import { Flex, Input, Select, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { DepartmentSelect } from '../parts/department-select.js';
import { Instant } from '../parts/instant.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';
import { ReasonTold } from '../parts/reason-told.js';
import { RouteLink } from '../parts/route-link.js';
import { standings, StandingTag } from '../parts/standing-tag.js';
import { WideTable } from '../parts/wide-table.js';
import { useOwnDepartments } from './own-departments.js';

type Row = Answer<'GET /connections/{id}/people'>['rows'][number];

/** The people of a connection: searched, by state and by department. What is looked for stands in the address. */
export function PeoplePage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const [asked, setAsked] = useSearchParams();
  const state = standings.find((one) => one === asked.get('state'));
  const [text, department, page] = [asked.get('text'), asked.get('department'), asked.get('page')];
  const query = {
    ...(text === null ? {} : { text }),
    ...(state === undefined ? {} : { state }),
    ...(department === null ? {} : { department }),
    ...(page === null ? {} : { page }),
  };
  const people = useAsk('GET /connections/{id}/people', { place: { id }, query }, { topics: ['links'] });
  const departments = useOwnDepartments(id);
  const ask = (change: Readonly<Record<string, string | undefined>>) => {
    const wanted = { text, state, department, ...change };
    setAsked(
      Object.entries(wanted).flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : [])),
    );
  };
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
      <Flex gap="small" wrap>
        <Input.Search
          key={text}
          defaultValue={text ?? ''}
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          allowClear
          maxLength={200}
          style={{ width: 280 }}
          onSearch={(wanted) => {
            ask({ text: wanted.trim() });
          }}
        />
        <Select
          aria-label={t('common.state')}
          value={state ?? ''}
          style={{ width: 180 }}
          options={[
            { value: '', label: t('people.allStates') },
            ...standings.map((value) => ({ value, label: t(`standings.${value}`) })),
          ]}
          onChange={(wanted) => {
            ask({ state: wanted });
          }}
        />
        <DepartmentSelect
          branches={departments}
          value={department}
          choose={(wanted) => {
            ask({ department: wanted });
          }}
        />
      </Flex>
      <Loaded query={people}>
        {({ rows, next, total }) => (
          <Flex vertical gap="middle">
            <Typography.Text type="secondary">{t('people.all', { count: total })}</Typography.Text>
            <WideTable<Row>
              label={t('people.title')}
              rowKey="id"
              columns={columns}
              dataSource={rows}
              locale={{ emptyText: t('people.none') }}
            />
            <Pager
              back={page !== null}
              next={next}
              turn={(wanted) => {
                ask({ page: wanted });
              }}
            />
          </Flex>
        )}
      </Loaded>
    </Page>
  );
}
