import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EnteredSource } from './entered-source.js';

/** When and how a Source is read; a part of a form of an `EnteredSource`. */
export function ReadingFields() {
  const { t } = useTranslation();
  const when = Form.useWatch<EnteredSource['when'] | undefined>('when');
  return (
    <>
      <Form.Item name="when" label={t('source.schedule')}>
        <Select
          options={(['cron', 'onDemand'] as const).map((value) => ({ value, label: t(`source.${value}`) }))}
        />
      </Form.Item>
      {when === 'cron' && (
        <>
          <Form.Item
            name={['schedule', 'cron']}
            label={t('source.cron')}
            extra={t('source.cronAbout')}
            rules={[{ required: true, message: t('source.missingValue') }]}
          >
            <Input maxLength={100} spellCheck={false} style={{ maxWidth: 240 }} />
          </Form.Item>
          <Form.Item
            name={['schedule', 'timeZone']}
            label={t('source.timeZone')}
            rules={[{ required: true, message: t('source.missingValue') }]}
          >
            <Select
              showSearch
              style={{ maxWidth: 320 }}
              options={timeZones.map((value) => ({ value, label: value }))}
            />
          </Form.Item>
          <NumberItem name={['schedule', 'jitterSeconds']} label={t('source.jitterSeconds')} to={3600} />
        </>
      )}
      <NumberItem
        name={['fullEveryHours']}
        label={t('source.fullEveryHours')}
        extra={t('source.fullAbout')}
        to={720}
      />
      <NumberItem name={['pageSize']} label={t('source.pageSize')} from={1} to={1000} />
      <Form.Item name="memberships" label={t('source.memberships')}>
        <Select
          style={{ maxWidth: 320 }}
          options={(['groups', 'users', 'both'] as const).map((value) => ({
            value,
            label: t(`source.membershipsBy.${value}`),
          }))}
        />
      </Form.Item>
      <NumberItem
        name={['missing', 'atLeast']}
        label={`${t('source.missing')}: ${t('source.atLeast')}`}
        to={1_000_000}
      />
      <NumberItem
        name={['missing', 'percent']}
        label={`${t('source.missing')}: ${t('source.percent')}`}
        to={100}
      />
    </>
  );
}

/** As the browser knows them; UTC is in no list of places. */
const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

function NumberItem({
  name,
  label,
  extra,
  from = 0,
  to,
}: {
  readonly name: string[];
  readonly label: string;
  readonly extra?: string;
  readonly from?: number;
  readonly to: number;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra === undefined ? {} : { extra })}
      rules={[{ required: true, message: t('source.missingValue') }]}
    >
      <InputNumber min={from} max={to} style={{ width: 160 }} />
    </Form.Item>
  );
}
