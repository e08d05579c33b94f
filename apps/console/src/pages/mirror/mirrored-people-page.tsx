import { Flex, Input, Select, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAsk } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { useConnection } from '../../frame/connection.js';
import { DepartmentSelect } from '../../parts/department-select.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/loaded.js';
import { Page } from '../../parts/page.js';
import { Pager } from '../../parts/pager.js';
import { RouteLink } from '../../parts/route-link.js';
import { WideTable } from '../../parts/wide-table.js';
import { useMirroredDepartments } from './mirrored-departments.js';

type Row = Answer<'GET /connections/{id}/mirror/people'>['rows'][number];

/** Whom a connection shows of DingTalk: searched, and by department. What is looked for stands in the address. */
export function MirroredPeoplePage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const [asked, setAsked] = useSearchParams();
  const departments = useMirroredDepartments(id);
  const [text, group, left, page] = ['text', 'group', 'left', 'page'].map((name) => asked.get(name));
  const query = Object.fromEntries(
    Object.entries({ text, group, left, page }).filter(([, value]) => typeof value === 'string'),
  );
  const people = useAsk(
    'GET /connections/{id}/mirror/people',
    { place: { id }, query },
    { topics: ['mirror'] },
  );
  const ask = (change: Readonly<Record<string, string | undefined>>) => {
    const wanted = { text, group, left, ...change };
    setAsked(
      Object.entries(wanted).flatMap(([key, value]) => (value ? [[key, value] as [string, string]] : [])),
    );
  };
  const columns: TableColumnsType<Row> = [
    {
      title: t('common.name'),
      render: (_, { id: person, name, userId, active }) => (
        <Flex gap="small" align="center">
          <RouteLink to={`/connections/${id}/mirrored/${person}`}>{name ?? userId}</RouteLink>
          {active === false && <Tag>{t('people.inactive')}</Tag>}
        </Flex>
      ),
    },
    { title: t('people.userName'), dataIndex: 'userName' },
    { title: t('person.userId'), dataIndex: 'userId' },
    { title: t('person.observedAt'), render: (_, { observedAt }) => <Instant at={observedAt} /> },
    {
      title: t('mirror.leftAt'),
      render: (_, { leftAt }) => leftAt !== null && <Instant at={leftAt} />,
    },
  ];
  return (
    <Page title={t('people.title')} lead={t('mirror.peopleLead')}>
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
          value={left ?? ''}
          style={{ width: 180 }}
          options={[
            { value: '', label: t('people.allStates') },
            { value: 'false', label: t('mirror.there') },
            { value: 'true', label: t('mirror.left') },
          ]}
          onChange={(wanted) => {
            ask({ left: wanted });
          }}
        />
        <DepartmentSelect
          branches={departments}
          value={group ?? null}
          choose={(wanted) => {
            ask({ group: wanted });
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
              back={typeof page === 'string'}
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
