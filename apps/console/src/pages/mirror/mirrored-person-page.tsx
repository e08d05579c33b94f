import { Col, Descriptions, Flex, Row, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useAsk } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { useConnection } from '../../frame/connection.js';
import { useFieldName } from '../../parts/field-name.js';
import { Instant } from '../../parts/instant.js';
import { Loaded } from '../../parts/loaded.js';
import { Page } from '../../parts/page.js';
import { Panel } from '../../parts/panel.js';
import { ScimSide } from '../../parts/scim-side.js';
import { shownValue } from '../../parts/shown-value.js';
import { WideTable } from '../../parts/wide-table.js';

type Person = Answer<'GET /connections/{id}/mirror/people/{person}'>;
type Field = Person['fields'][number];

/** Somebody who is mirrored: what DingTalk has, and what SCIM shows of it. */
export function MirroredPersonPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const { person = '' } = useParams();
  const read = useAsk(
    'GET /connections/{id}/mirror/people/{person}',
    { place: { id, person } },
    { topics: ['mirror'] },
  );
  return (
    <Loaded query={read}>
      {(loaded) => (
        <Page
          title={loaded.name ?? loaded.userId}
          lead={
            <Flex gap="small" wrap>
              <Tag color={loaded.leftAt === null ? 'success' : 'default'}>
                {t(loaded.leftAt === null ? 'mirror.there' : 'mirror.left')}
              </Tag>
              {loaded.active === false && <Tag>{t('people.inactive')}</Tag>}
            </Flex>
          }
        >
          <Row gutter={[16, 16]}>
            <Col xs={24} lg={12}>
              <Panel title={t('person.inDingTalk')}>
                <InDingTalk person={loaded} />
              </Panel>
            </Col>
            <Col xs={24} lg={12}>
              <Panel title={t('person.scim')}>
                <ScimSide modifiedAt={loaded.modifiedAt} groups={loaded.groups} scim={loaded.scim} />
              </Panel>
            </Col>
          </Row>
        </Page>
      )}
    </Loaded>
  );
}

function InDingTalk({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const { userId, departments, activated, observedAt, leftAt, fields } = person;
  const columns: TableColumnsType<Field> = [
    { title: t('person.field'), render: (_, { field }) => fieldName(field) },
    {
      title: t('person.inDingTalk'),
      render: (_, { value }) => <span className="wrap">{shownValue(value, t('common.empty'))}</span>,
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'userId', label: t('person.userId'), children: userId },
          {
            key: 'departments',
            label: t('person.departments'),
            children: departments.map(({ id, name }) => name ?? String(id)).join(t('common.comma')),
          },
          {
            key: 'activated',
            label: t('mirror.activated'),
            children: t(activated ? 'common.yes' : 'common.no'),
          },
          { key: 'observedAt', label: t('person.observedAt'), children: <Instant at={observedAt} /> },
          ...(leftAt === null
            ? []
            : [{ key: 'leftAt', label: t('mirror.leftAt'), children: <Instant at={leftAt} /> }]),
        ]}
      />
      <WideTable<Field>
        label={t('person.fields')}
        rowKey="field"
        size="small"
        columns={columns}
        dataSource={fields}
      />
    </Flex>
  );
}
