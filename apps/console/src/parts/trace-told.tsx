import { Alert, Descriptions, Flex, Tag, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../api/call.js';
import { useEventName } from './event-name.js';
import { useFieldName } from './field-name.js';
import { ReasonTold } from './reason-told.js';
import { shownValue } from './shown-value.js';

type Told = Answer<'GET /connections/{id}/resources/{resource}/explain'>;
type Round = Extract<Told, { rounds: unknown }>['rounds'][number];

/** One person through read, map, match, plan and apply. */
export function TraceTold({ trace }: { readonly trace: Told }) {
  const { t } = useTranslation();
  if (!('rounds' in trace)) return <Alert type="info" showIcon title={t('person.traceLater')} />;
  const { rounds, stopped, ended } = trace;
  return (
    <Flex vertical gap="middle">
      {stopped !== null && <Alert type="warning" showIcon title={t(`person.stopped.${stopped}`)} />}
      {rounds.map((round, index) => (
        <RoundTold key={index} round={round} />
      ))}
      {ended && (
        <Alert
          type={ended.outcome === 'converged' ? 'success' : 'warning'}
          showIcon
          title={t(`presences.${ended.presence}`)}
          description={<ReasonTold reason={ended.reason} detailCode={ended.detailCode} withMend />}
        />
      )}
    </Flex>
  );
}

function RoundTold({ round: { read, map, match, plan, apply } }: { readonly round: Round }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const eventName = useEventName();
  const empty = t('common.empty');
  const items = [
    read && {
      title: t('person.steps.read'),
      content: t('person.generation', { n: read.generation, presence: t(`presences.${read.presence}`) }),
    },
    {
      title: t('person.steps.map'),
      content: (
        <Descriptions
          size="small"
          column={1}
          items={map
            .filter(({ value, fault }) => value !== undefined || fault !== undefined)
            .map(({ field, value, source }) => ({
              key: field,
              label: fieldName(field),
              children: (
                <span className="wrap">
                  {shownValue(value, empty)}{' '}
                  {source !== undefined && <Typography.Text type="secondary">← {source}</Typography.Text>}
                </span>
              ),
            }))}
        />
      ),
    },
    match && {
      title: t('person.steps.match'),
      content: t('person.candidates', { ids: match.externalId ?? match.candidates.join(', ') }),
    },
    plan && {
      title: t('person.steps.plan'),
      content:
        plan.change === null ? (
          t('person.nothingToDo')
        ) : (
          <Flex vertical>
            <strong>{eventName(plan.change)}</strong>
            {plan.fields.map(({ field, before, after }) => (
              <span key={field} className="wrap">
                {fieldName(field)}: {shownValue(before, empty)} → {shownValue(after, empty)}
              </span>
            ))}
          </Flex>
        ),
    },
    {
      title: t('person.steps.apply'),
      content: apply ? (
        <Flex gap="small" wrap>
          {apply.calls.map(({ api, code, ms }, index) => (
            <Tag key={index} color={code === '0' ? 'default' : 'error'}>
              {api} · {code} · {t('activity.took', { ms })}
            </Tag>
          ))}
        </Flex>
      ) : (
        t('person.notApplied')
      ),
    },
  ];
  return <Timeline items={items.filter((item) => item !== null)} />;
}
