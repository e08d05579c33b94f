import { Flex, Tag, Typography } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { useMayChange } from '../../frame/session.js';
import { useFieldName } from '../../parts/field-name.js';
import { Loaded } from '../../parts/loaded.js';
import { Pager } from '../../parts/pager.js';
import { RouteLink } from '../../parts/route-link.js';
import { shownValue } from '../../parts/shown-value.js';
import { toldInstant } from '../../parts/told-instant.js';
import { WideTable } from '../../parts/wide-table.js';
import { DecideProposals } from './decide-proposals.js';

type Proposal = Answer<'GET /connections/{id}/adoptions/proposals'>['proposals'][number];

const rows = 50;

/** What could be taken over, with both sides, and the choice of what to decide about. */
export function Proposals({
  connectionId: id,
  listId,
  state,
}: {
  readonly connectionId: string;
  readonly listId: string;
  readonly state: Proposal['state'];
}) {
  const { t, i18n } = useTranslation();
  const mayChange = useMayChange();
  const [after, setAfter] = useState(0);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const proposals = useAsk(
    'GET /connections/{id}/adoptions/proposals',
    { place: { id }, query: { state, after, limit: rows } },
    { topics: ['links', 'reports'] },
  );
  const mayDecide = mayChange && state === 'open';
  const columns: TableColumnsType<Proposal> = [
    {
      title: t('common.name'),
      render: (_, { displayName, resourceId, linkKind }) => {
        const shown = displayName ?? resourceId?.slice(0, 8);
        return linkKind === 'account' && resourceId !== null ? (
          <RouteLink to={`/connections/${id}/people/${resourceId}`}>{shown}</RouteLink>
        ) : (
          shown
        );
      },
    },
    { title: t('common.kind'), render: (_, { linkKind }) => t(`kinds.${linkKind}`) },
    { title: t('adoption.externalId'), dataIndex: 'externalId' },
    {
      title: t('adoption.matched'),
      render: (_, { keys, conflicts }) => (
        <Flex gap={4} wrap>
          {keys.map((key) => (
            <Tag key={key}>{t(`adoption.keys.${key}`)}</Tag>
          ))}
          {conflicts.map((conflict) => (
            <Tag key={conflict} color="error">
              {t(`adoption.conflicts.${conflict}`)}
            </Tag>
          ))}
        </Flex>
      ),
    },
    { title: t('adoption.bothSides'), render: (_, { fields }) => <BothSides fields={fields} /> },
    ...(state === 'open'
      ? []
      : [
          {
            title: t('adoption.decided'),
            render: (_: unknown, { decidedBy, decidedAt }: Proposal) =>
              decidedBy !== null &&
              t('adoption.decidedBy', {
                who: decidedBy.replace(/^admin:/, ''),
                when: toldInstant(decidedAt, i18n.language),
              }),
          },
        ]),
  ];
  return (
    <Loaded query={proposals}>
      {(loaded) => (
        <Flex vertical gap="middle">
          {mayDecide && loaded.proposals.length > 0 && (
            <Flex gap="small" wrap>
              {(['approve', 'refuse'] as const).map((verb) => (
                <DecideProposals
                  key={verb}
                  verb={verb}
                  connectionId={id}
                  listId={listId}
                  places={chosen}
                  done={() => {
                    setChosen([]);
                  }}
                />
              ))}
            </Flex>
          )}
          <WideTable<Proposal>
            label={t('adoption.title')}
            rowKey="place"
            size="small"
            columns={columns}
            dataSource={loaded.proposals}
            locale={{ emptyText: t('adoption.noProposals') }}
            {...(mayDecide
              ? {
                  rowSelection: {
                    selectedRowKeys: [...chosen],
                    preserveSelectedRowKeys: true,
                    onChange: (keys) => {
                      setChosen(keys.map(Number));
                    },
                    getCheckboxProps: ({ place }) => ({ 'aria-label': `#${String(place)}` }),
                  },
                }
              : {})}
          />
          <Pager
            back={after > 0}
            next={loaded.next === null ? null : String(loaded.next)}
            turn={(page) => {
              setAfter(Number(page ?? 0));
            }}
          />
        </Flex>
      )}
    </Loaded>
  );
}

/** What would be written, from DingTalk's value to SCIM's. */
function BothSides({ fields }: { readonly fields: Proposal['fields'] }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const empty = t('common.empty');
  if (fields === null) return <Typography.Text type="secondary">{t('adoption.expired')}</Typography.Text>;
  const changing = fields.filter(({ changes }) => changes);
  if (changing.length === 0) return t('adoption.same');
  return (
    <Flex vertical>
      {changing.map(({ field, scim, dingTalk }) => (
        <span key={field} className="wrap">
          {fieldName(field)}: {shownValue(dingTalk, empty)} → {shownValue(scim, empty)}
        </span>
      ))}
    </Flex>
  );
}
