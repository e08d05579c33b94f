import { Descriptions, Flex, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../api/call.js';
import { AskedBy } from './asked-by.js';
import { useFieldName } from './field-name.js';
import { Instant } from './instant.js';
import { RouteLink } from './route-link.js';
import { shownValue } from './shown-value.js';
import { useEventName } from './event-name.js';
import { WideTable } from './wide-table.js';

export type Entry = Answer<'GET /connections/{id}/activity'>[number];

/** Changes, each with the calls it took and, for a while, old and new values. */
export function ActivityTable({
  connectionId,
  entries,
  ofOne = false,
}: {
  readonly connectionId: string;
  readonly entries: readonly Entry[];
  /** All are of one person: nobody needs to be told of whom. */
  readonly ofOne?: boolean;
}) {
  const { t } = useTranslation();
  const eventName = useEventName();
  const fieldName = useFieldName();
  const columns: TableColumnsType<Entry> = [
    { title: t('activity.at'), render: (_, { at }) => <Instant at={at} /> },
    { title: t('activity.what'), render: (_, { event }) => eventName(event) },
    ...(ofOne
      ? []
      : [
          {
            title: t('activity.who'),
            render: (_: unknown, { resourceId, linkKind, displayName }: Entry) => {
              const shown = displayName ?? resourceId?.slice(0, 8);
              return resourceId !== null && linkKind === 'account' ? (
                <RouteLink to={`/connections/${connectionId}/people/${resourceId}`}>{shown}</RouteLink>
              ) : (
                shown
              );
            },
          },
        ]),
    { title: t('activity.askedBy'), render: (_, { askedBy }) => <AskedBy by={askedBy} /> },
    { title: t('activity.fields'), render: (_, { fields }) => fields.map(fieldName).join(t('common.comma')) },
    { title: t('activity.calls'), render: (_, { calls }) => calls.length },
    {
      title: t('activity.code'),
      render: (_, { detailCode }) => detailCode !== null && <Tag color="error">{detailCode}</Tag>,
    },
  ];
  return (
    <WideTable<Entry>
      label={t('activity.title')}
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={entries}
      locale={{ emptyText: t('activity.none') }}
      expandable={{ expandedRowRender: (entry) => <Details entry={entry} /> }}
    />
  );
}

function Details({ entry: { values, calls } }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  return (
    <Flex vertical gap="small">
      {values === null ? (
        <Typography.Text type="secondary">{t('activity.expired')}</Typography.Text>
      ) : (
        <Descriptions
          size="small"
          column={1}
          items={Object.entries(values).map(([field, [before, after]]) => ({
            key: field,
            label: fieldName(field),
            children: `${shownValue(before, t('common.empty'))} → ${shownValue(after, t('common.empty'))}`,
          }))}
        />
      )}
      <Flex gap="small" wrap>
        {calls.map(({ api, code, ms }, index) => (
          <Tag key={index} color={code === '0' ? 'default' : 'error'}>
            {api} · {code} · {t('activity.took', { ms })}
          </Tag>
        ))}
      </Flex>
    </Flex>
  );
}
