import { Button, Form, Input, Radio, Space, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { purposes } from './draft.js';
import type { Draft, Move } from './draft.js';
import { StepButtons } from './step-buttons.js';
import { Panel } from '../../parts/panel.js';

/** Which way the connection goes, and what it is called. */
export function DirectionStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  return (
    <Form<Pick<Draft, 'name' | 'purpose'>>
      layout="vertical"
      initialValues={{ name: draft.name, purpose: draft.purpose }}
      onFinish={({ name, purpose }) => {
        go({ to: 'next', brought: { name: name.trim(), purpose } });
      }}
    >
      <Typography.Paragraph>{t('wizard.direction.lead')}</Typography.Paragraph>
      <Form.Item name="purpose">
        <Radio.Group style={{ width: '100%' }}>
          <Space orientation="vertical" style={{ width: '100%' }}>
            {purposes.map((purpose) => (
              <Panel key={purpose}>
                <Radio value={purpose}>
                  <Typography.Text strong>{t(`wizard.direction.${purpose}`)}</Typography.Text>
                  <br />
                  <Typography.Text type="secondary">{t(`wizard.direction.${purpose}About`)}</Typography.Text>
                </Radio>
              </Panel>
            ))}
          </Space>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="name"
        label={t('wizard.direction.name')}
        rules={[{ required: true, whitespace: true, message: t('wizard.direction.nameMissing') }]}
      >
        <Input maxLength={100} placeholder={t('wizard.direction.nameExample')} autoComplete="off" />
      </Form.Item>
      <StepButtons
        go={go}
        isFirst
        next={
          <Button type="primary" htmlType="submit">
            {t('common.next')}
          </Button>
        }
      />
    </Form>
  );
}
