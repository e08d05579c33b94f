import { Col, Descriptions, Flex, Row, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useAsk } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { ActivityTable } from '../parts/activity-table.js';
import { useFieldName } from '../parts/field-name.js';
import { Instant } from '../parts/instant.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { ReasonTold } from '../parts/reason-told.js';
import { RouteLink } from '../parts/route-link.js';
import { ScimSide } from '../parts/scim-side.js';
import { shownValue } from '../parts/shown-value.js';
import { StandingTag } from '../parts/standing-tag.js';
import { keptTexts } from './kept-texts.js';
import { PersonOrders } from './person-orders.js';
import { Panel } from '../parts/panel.js';
import { WideTable } from '../parts/wide-table.js';

type Person = Answer<'GET /connections/{id}/people/{person}'>;
type Field = Person['fields'][number];

/** One person: what SCIM says, what should be, what DingTalk has, and what was done. */
export function PersonPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const { person = '' } = useParams();
  const read = useAsk(
    'GET /connections/{id}/people/{person}',
    { place: { id, person } },
    { topics: ['links'] },
  );
  const history = useAsk(
    'GET /connections/{id}/activity',
    { place: { id }, query: { person, limit: 20 } },
    { topics: ['links'] },
  );
  const sourceOf = ({ sourceRun }: Person) =>
    sourceRun === null
      ? []
      : [
          {
            key: 'source',
            label: t('person.readFrom'),
            children: (
              <RouteLink to={`/connections/${id}/source?run=${sourceRun}`}>{t('person.sourceRun')}</RouteLink>
            ),
          },
        ];
  return (
    <Loaded query={read}>
      {(loaded) => (
        <Page
          title={loaded.name ?? loaded.userName ?? person}
          lead={
            <Flex gap="small" align="start" wrap>
              <StandingTag standing={loaded.state} />
              <ReasonTold reason={loaded.reason} detailCode={loaded.detailCode} withMend />
            </Flex>
          }
          actions={<PersonOrders connectionId={id} person={loaded} />}
        >
          <Panel title={t('person.fields')}>
            <Fields person={loaded} />
          </Panel>
          <Row gutter={[16, 16]}>
            <Col xs={24} lg={12}>
              <Panel title={t('person.link')}>
                <LinkTold person={loaded} />
              </Panel>
            </Col>
            <Col xs={24} lg={12}>
              <Panel title={t('person.scim')}>
                <ScimSide
                  modifiedAt={loaded.modifiedAt}
                  groups={loaded.groups}
                  scim={loaded.scim}
                  more={sourceOf(loaded)}
                />
              </Panel>
            </Col>
          </Row>
          <Panel title={t('person.history')}>
            <Loaded query={history}>
              {(entries) => <ActivityTable connectionId={id} entries={entries} ofOne />}
            </Loaded>
          </Panel>
        </Page>
      )}
    </Loaded>
  );
}

/** Whether there is anything to tell of a field. */
const isTold = ({ value, applied, fault }: Field) =>
  value !== undefined || applied !== undefined || fault !== undefined;

function Fields({ person: { fields } }: { readonly person: Person }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const empty = t('common.empty');
  const columns: TableColumnsType<Field> = [
    { title: t('person.field'), render: (_, { field }) => fieldName(field) },
    {
      title: t('person.wanted'),
      render: (_, { value }) => <span className="wrap">{shownValue(value, empty)}</span>,
    },
    {
      title: t('person.inDingTalk'),
      render: (_, { applied, differs }) => (
        <Flex gap="small" wrap>
          <span className="wrap">{shownValue(applied, empty)}</span>
          {differs && <Tag color="warning">{t('person.differs')}</Tag>}
        </Flex>
      ),
    },
    {
      title: t('person.from'),
      render: (_, { source, kept, fault }) => (
        <Flex gap="small" wrap>
          <span>{source}</span>
          {kept !== undefined && kept in keptTexts && (
            <Tag>{t(keptTexts[kept as keyof typeof keptTexts])}</Tag>
          )}
          {fault !== undefined && fault !== kept && fault in keptTexts && (
            <Tag color="error">{t(keptTexts[fault as keyof typeof keptTexts])}</Tag>
          )}
        </Flex>
      ),
    },
  ];
  const told = fields.filter(isTold);
  const others = fields.filter((field) => !isTold(field) && field.kept !== 'notOurs');
  return (
    <Flex vertical gap="middle">
      <WideTable<Field>
        label={t('person.fields')}
        rowKey="field"
        size="small"
        columns={columns}
        dataSource={told}
      />
      {others.length > 0 && (
        <Typography.Text type="secondary">
          {t('person.emptyBoth', {
            fields: others.map(({ field }) => fieldName(field)).join(t('common.comma')),
          })}
        </Typography.Text>
      )}
    </Flex>
  );
}

function LinkTold({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const { externalId, presence, departments, appliedAt, observedAt, dueAt } = person;
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'presence', label: t('person.presence'), children: t(`presences.${presence}`) },
        { key: 'userId', label: t('person.userId'), children: externalId ?? t('common.none') },
        {
          key: 'departments',
          label: t('person.departments'),
          children:
            departments.length === 0
              ? t('person.noDepartments')
              : departments.map(({ id, name }) => name ?? String(id)).join(t('common.comma')),
        },
        { key: 'appliedAt', label: t('person.appliedAt'), children: <Instant at={appliedAt} /> },
        { key: 'observedAt', label: t('person.observedAt'), children: <Instant at={observedAt} /> },
        { key: 'dueAt', label: t('person.dueAt'), children: <Instant at={dueAt} /> },
      ]}
    />
  );
}
