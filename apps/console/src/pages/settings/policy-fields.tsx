import { Form, Switch, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMayChange } from '../../frame/session.js';
import { LimitInput } from './limit-input.js';

const kinds = [
  'creates',
  'updates',
  'moved',
  'withoutDepartment',
  'leavers',
  'departmentDeletes',
  'roleRemovals',
] as const;

/** What may happen in DingTalk without somebody looking at it first. */
export function PolicyFields() {
  const { t } = useTranslation();
  const mayChange = useMayChange();
  return (
    <>
      <Form.Item
        name={['policy', 'dryRun']}
        label={t('settings.dryRun')}
        extra={t('settings.dryRunAbout')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      {(['runs', 'budgets'] as const).map((room) => (
        <section key={room} aria-label={t(`settings.${room}`)}>
          <Typography.Title level={3} style={{ fontSize: 16 }}>
            {t(`settings.${room}`)}
          </Typography.Title>
          <Typography.Paragraph type="secondary">{t(`settings.${room}About`)}</Typography.Paragraph>
          {kinds.map((kind) => (
            <Form.Item key={kind} name={['policy', room, kind]} label={t(`plans.changeKinds.${kind}`)}>
              <LimitInput label={t(`plans.changeKinds.${kind}`)} disabled={!mayChange} />
            </Form.Item>
          ))}
        </section>
      ))}
    </>
  );
}
