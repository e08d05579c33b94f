import { Flex, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { useConnection } from '../../frame/connection.js';
import { Instant } from '../../parts/instant.js';
import { Page } from '../../parts/page.js';
import { PeopleSearch } from '../../parts/people-search.js';
import { PeopleTable } from '../../parts/people-table.js';
import { RouteLink } from '../../parts/route-link.js';
import { useSought } from '../../parts/sought.js';
import { useMirroredDepartments } from './mirrored-departments.js';

type Row = Answer<'GET /connections/{id}/mirror/people'>['rows'][number];

/** Whom a connection shows of DingTalk: searched, and by department. What is looked for stands in the address. */
export function MirroredPeoplePage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const { sought, seek } = useSought(['text', 'group', 'left']);
  const departments = useMirroredDepartments(id);
  const people = useAsk(
    'GET /connections/{id}/mirror/people',
    { place: { id }, query: sought },
    { topics: ['mirror'] },
  );
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
      <PeopleSearch
        text={sought.text}
        seek={seek}
        state={{
          value: sought.left,
          among: [
            { value: 'false', label: t('mirror.there') },
            { value: 'true', label: t('mirror.left') },
          ],
          choose: (left) => {
            seek({ left });
          },
        }}
        department={{
          value: sought.group,
          among: departments,
          choose: (group) => {
            seek({ group });
          },
        }}
      />
      <PeopleTable<Row> people={people} columns={columns} page={sought.page} seek={seek} />
    </Page>
  );
}
