import { Alert, Button, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureTold } from '../../parts/failure-told.js';
import { DiagnosisTold } from '../../parts/diagnosis-told.js';
import { useDoctor } from '../../parts/doctor.js';
import type { Draft, Move, PastedApp } from './draft.js';
import { StepButtons } from './step-buttons.js';

const editions = {
  mainland: 'https://oapi.dingtalk.com',
  international: 'https://oapi.dingtalk.io',
} as const;
type Edition = keyof typeof editions | 'own';

interface Entered {
  readonly appKey: string;
  readonly appSecret: string;
  readonly edition: Edition;
  readonly ownBase?: string;
}

/** Takes AppKey and AppSecret, and has the app looked at before anything is saved. */
export function CheckStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered>();
  const edition = Form.useWatch('edition', form);
  const [checked, setChecked] = useState<PastedApp>();
  const doctor = useDoctor();
  const entered = Form.useWatch([], form) as Entered | undefined;
  const isStale = checked !== undefined && entered !== undefined && !isSame(checked, appOf(entered));
  const withApp = (use: (app: PastedApp) => void) => {
    void form.validateFields().then(
      (values) => {
        use(appOf(values));
      },
      () => undefined,
    );
  };
  const look = (app: PastedApp) => {
    setChecked(app);
    doctor.look(app);
  };
  return (
    <Flex vertical gap="middle">
      <Typography.Paragraph>{t('wizard.check.lead')}</Typography.Paragraph>
      <Form<Entered> form={form} layout="vertical" initialValues={initial(draft.app)} autoComplete="off">
        <Form.Item
          name="appKey"
          label={t('wizard.check.appKey')}
          rules={[required(t('wizard.check.keyMissing'))]}
        >
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="appSecret"
          label={t('wizard.check.appSecret')}
          extra={t('wizard.check.secretAbout')}
          rules={[required(t('wizard.check.secretMissing'))]}
        >
          <Input.Password maxLength={500} autoComplete="off" />
        </Form.Item>
        <Form.Item name="edition" label={t('wizard.check.edition')}>
          <Select
            options={(['mainland', 'international', 'own'] as const).map((value) => ({
              value,
              label: t(`wizard.check.${value}`),
            }))}
          />
        </Form.Item>
        {edition === 'own' && (
          <Form.Item
            name="ownBase"
            label={t('wizard.check.ownBase')}
            rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t('wizard.check.baseMissing') }]}
          >
            <Input maxLength={500} placeholder="https://oapi.dingtalk.com" autoComplete="off" />
          </Form.Item>
        )}
      </Form>
      <Flex>
        <Button
          loading={doctor.isLooking}
          onClick={() => {
            withApp(look);
          }}
        >
          {t('wizard.check.run')}
        </Button>
      </Flex>
      {doctor.error !== null && <FailureTold error={doctor.error} />}
      {doctor.isLooking && <Alert type="info" showIcon title={t('wizard.check.running')} />}
      {doctor.diagnosis && <DiagnosisTold diagnosis={doctor.diagnosis} />}
      {isStale && <Alert type="warning" showIcon title={t('wizard.check.stale')} />}
      {checked === undefined && (
        <Typography.Text type="secondary">{t('wizard.check.anyway')}</Typography.Text>
      )}
      <StepButtons
        go={go}
        next={
          <Button
            type="primary"
            onClick={() => {
              withApp((app) => {
                go({ to: 'next', brought: { app } });
              });
            }}
          >
            {t('common.next')}
          </Button>
        }
      />
    </Flex>
  );
}

const required = (message: string) => ({ required: true, whitespace: true, message });

function initial({ oapiBase, ...app }: PastedApp): Entered {
  const known = (Object.keys(editions) as (keyof typeof editions)[]).find(
    (one) => editions[one] === oapiBase,
  );
  return known ? { ...app, edition: known } : { ...app, edition: 'own', ownBase: oapiBase };
}

const appOf = ({ appKey, appSecret, edition, ownBase }: Entered): PastedApp => ({
  appKey: appKey.trim(),
  appSecret: appSecret.trim(),
  oapiBase: edition === 'own' ? (ownBase ?? '').trim() : editions[edition],
});

const isSame = (one: PastedApp, other: PastedApp) =>
  one.appKey === other.appKey && one.appSecret === other.appSecret && one.oapiBase === other.oapiBase;
