import { Flex, Input, Tree, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import type { DepartmentNode } from '../parts/department-tree.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';
import { ReasonTold } from '../parts/reason-told.js';
import { RouteLink } from '../parts/route-link.js';
import { StandingTag } from '../parts/standing-tag.js';
import type { Standing } from '../parts/standing-tag.js';
import { Panel } from '../parts/panel.js';
import { WideTable } from '../parts/wide-table.js';
import { useOwnDepartments } from './own-departments.js';

type Row = Answer<'GET /connections/{id}/groups'>['rows'][number];

/** The department tree, and the Groups that it comes from. */
export function GroupsPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  return (
    <Page title={t('groups.title')} lead={t('groups.lead')}>
      <Panel title={t('groups.tree')}>
        <DepartmentTree connectionId={id} />
      </Panel>
      <Panel title={t('groups.list')}>
        <GroupList connectionId={id} />
      </Panel>
    </Page>
  );
}

function DepartmentTree({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation();
  const { top, nodes, open } = useOwnDepartments(connectionId);
  return (
    <Loaded query={top}>
      {({ rows, more }) =>
        rows.length === 0 ? (
          <Typography.Text type="secondary">{t('groups.noTree')}</Typography.Text>
        ) : (
          <>
            <Tree<DepartmentNode>
              treeData={nodes}
              loadData={({ key }) => open(key)}
              selectable={false}
              titleRender={({ title, department }) => (
                <Flex gap="small" wrap>
                  <RouteLink to={`/connections/${connectionId}/people?department=${department?.id ?? ''}`}>
                    {title}
                  </RouteLink>
                  <span>{t('common.people', { count: department?.people ?? 0 })}</span>
                  {department && department.state !== 'inStep' && (
                    <StandingTag standing={department.state as Standing} />
                  )}
                </Flex>
              )}
            />
            {more && <Typography.Text type="secondary">{t('groups.more')}</Typography.Text>}
          </>
        )
      }
    </Loaded>
  );
}

function GroupList({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [page, setPage] = useState<string>();
  const query = { ...(text === '' ? {} : { text }), ...(page === undefined ? {} : { page }) };
  const groups = useAsk(
    'GET /connections/{id}/groups',
    { place: { id: connectionId }, query },
    { topics: ['links'] },
  );
  const columns: TableColumnsType<Row> = [
    { title: t('common.name'), dataIndex: 'name' },
    { title: t('groups.members'), dataIndex: 'members' },
    { title: t('common.state'), render: (_, { state }) => <StandingTag standing={state} /> },
    {
      title: t('people.reason'),
      render: (_, { reason, detailCode }) => <ReasonTold reason={reason} detailCode={detailCode} withMend />,
    },
    { title: t('groups.number'), dataIndex: 'externalId' },
  ];
  return (
    <Flex vertical gap="middle">
      <Input.Search
        aria-label={t('groups.search')}
        placeholder={t('groups.search')}
        allowClear
        maxLength={200}
        style={{ maxWidth: 280 }}
        onSearch={(wanted) => {
          setText(wanted.trim());
          setPage(undefined);
        }}
      />
      <Loaded query={groups}>
        {({ rows, next }) => (
          <>
            <WideTable<Row>
              label={t('groups.list')}
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={rows}
              locale={{ emptyText: t('groups.none') }}
            />
            <Pager back={page !== undefined} next={next} turn={setPage} />
          </>
        )}
      </Loaded>
    </Flex>
  );
}
