import { Alert, App, Button, Flex, Popconfirm, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useAsk, useOrder } from '../api/ask.js';
import type { Answer } from '../api/call.js';
import { useConnection } from '../frame/connection.js';
import { useMayChange } from '../frame/session.js';
import { useEventName } from '../parts/event-name.js';
import { FailureTold } from '../parts/failure-told.js';
import { useFieldName } from '../parts/field-name.js';
import { LinkButton } from '../parts/link-button.js';
import { Loaded } from '../parts/loaded.js';
import { Page } from '../parts/page.js';
import { Pager } from '../parts/pager.js';
import { RouteLink } from '../parts/route-link.js';
import { shownValue } from '../parts/shown-value.js';
import { toldInstant } from '../parts/told-instant.js';
import { RunTold } from './run-told.js';
import { WideTable } from '../parts/wide-table.js';

type Run = Answer<'GET /connections/{id}/runs/{run}'>;
type Change = Answer<'GET /connections/{id}/runs/{run}/changes'>[number];

const rows = 50;

/** One run: what it lists, with old and new values, and what somebody decides about it. */
export function RunPage() {
  const { t } = useTranslation();
  const { id } = useConnection();
  const { run = '' } = useParams();
  const [after, setAfter] = useState(0);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const read = useAsk(
    'GET /connections/{id}/runs/{run}',
    { place: { id, run } },
    { topics: ['links', 'runs'] },
  );
  const changes = useAsk(
    'GET /connections/{id}/runs/{run}/changes',
    { place: { id, run }, query: { after, limit: rows } },
    { topics: ['links', 'runs'] },
  );
  return (
    <Loaded query={read}>
      {(loaded) => (
        <Page
          title={t(`plans.kinds.${loaded.kind}`)}
          actions={
            <Flex gap="small" wrap>
              <LinkButton to={`/connections/${id}/plans`}>{t('plans.back')}</LinkButton>
              {loaded.counts.some(({ state }) => state === 'held') && (
                <>
                  <Decide verb="approve" connectionId={id} run={loaded} places={chosen} />
                  <Decide verb="drop" connectionId={id} run={loaded} places={chosen} />
                </>
              )}
            </Flex>
          }
        >
          <RunTold run={loaded} />
          <Loaded query={changes}>
            {(listed) => (
              <Flex vertical gap="middle">
                <Changes connectionId={id} changes={listed} chosen={chosen} choose={setChosen} />
                <Pager
                  back={after > 0}
                  next={listed.length === rows ? String(listed.at(-1)?.seq ?? 0) : null}
                  turn={(page) => {
                    setAfter(Number(page ?? 0));
                  }}
                />
              </Flex>
            )}
          </Loaded>
        </Page>
      )}
    </Loaded>
  );
}

function Decide({
  verb,
  connectionId,
  run: { id: run, checksum },
  places,
}: {
  readonly verb: 'approve' | 'drop';
  readonly connectionId: string;
  readonly run: Run;
  readonly places: readonly number[];
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayChange = useMayChange();
  const decide = useOrder(`POST /connections/{id}/runs/{run}/${verb}`);
  if (!mayChange) return null;
  const text = places.length === 0 ? t(`plans.${verb}`) : t(`plans.${verb}Chosen`, { count: places.length });
  return (
    <>
      <Popconfirm
        title={t(`plans.${verb}Sure`)}
        okText={text}
        cancelText={t('common.cancel')}
        styles={{ root: { maxWidth: 360 } }}
        onConfirm={() => {
          decide.mutate(
            {
              place: { id: connectionId, run },
              body: { checksum, ...(places.length === 0 ? {} : { places: [...places] }) },
            },
            {
              onSuccess: ({ items }) =>
                void message.success(
                  t(verb === 'approve' ? 'plans.approved' : 'plans.dropped', { count: items }),
                ),
            },
          );
        }}
      >
        <Button
          type={verb === 'approve' ? 'primary' : 'default'}
          danger={verb === 'drop'}
          loading={decide.isPending}
        >
          {text}
        </Button>
      </Popconfirm>
      {decide.error && <FailureTold error={decide.error} />}
    </>
  );
}

function Changes({
  connectionId,
  changes,
  chosen,
  choose,
}: {
  readonly connectionId: string;
  readonly changes: readonly Change[];
  readonly chosen: readonly number[];
  readonly choose: (places: readonly number[]) => void;
}) {
  const { t, i18n } = useTranslation();
  const eventName = useEventName();
  const fieldName = useFieldName();
  const mayChange = useMayChange();
  const empty = t('common.empty');
  const columns: TableColumnsType<Change> = [
    { title: '#', dataIndex: 'seq' },
    {
      title: t('common.name'),
      render: (_, { displayName, resourceId, linkKind, linkId }) => {
        const shown = displayName ?? linkId.slice(0, 8);
        return resourceId !== null && linkKind === 'account' ? (
          <RouteLink to={`/connections/${connectionId}/people/${resourceId}`}>{shown}</RouteLink>
        ) : (
          shown
        );
      },
    },
    { title: t('plans.change'), render: (_, { change }) => eventName(change) },
    {
      title: t('plans.values'),
      render: (_, { values }) => (
        <Flex vertical>
          {Object.entries(values ?? {}).map(([field, [before, after]]) => (
            <span key={field} className="wrap">
              {fieldName(field)}: {shownValue(before, empty)} → {shownValue(after, empty)}
            </span>
          ))}
        </Flex>
      ),
    },
    {
      title: t('common.state'),
      render: (_, { state, replanned }) => (
        <Flex gap={4} wrap>
          <Tag data-item={state}>{t(`plans.itemStates.${state}`)}</Tag>
          {replanned && <Tag color="warning">{t('plans.replanned')}</Tag>}
        </Flex>
      ),
    },
    {
      title: t('plans.decided'),
      render: (_, { decidedBy, decidedAt, expiresAt }) => (
        <Flex vertical>
          {decidedBy !== null && (
            <span>
              {t('plans.decidedBy', {
                who: decidedBy.replace(/^admin:/, ''),
                when: toldInstant(decidedAt, i18n.language),
              })}
            </span>
          )}
          {expiresAt !== null && (
            <span>{t('plans.until', { when: toldInstant(expiresAt, i18n.language) })}</span>
          )}
        </Flex>
      ),
    },
  ];
  if (changes.length === 0) return <Alert type="info" showIcon title={t('plans.noChanges')} />;
  return (
    <WideTable<Change>
      label={t('plans.changes')}
      rowKey="seq"
      size="small"
      columns={columns}
      dataSource={changes}
      {...(mayChange && changes.some(({ state }) => state === 'held')
        ? {
            rowSelection: {
              selectedRowKeys: [...chosen],
              preserveSelectedRowKeys: true,
              onChange: (keys) => {
                choose(keys.map(Number));
              },
              getCheckboxProps: ({ state, seq }) => ({
                disabled: state !== 'held',
                'aria-label': `#${String(seq)}`,
              }),
            },
          }
        : {})}
    />
  );
}
