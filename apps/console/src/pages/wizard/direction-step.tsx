import { Button, Form, Input, Radio, Space, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft, Move } from './draft.js';
import { StepButtons } from './step-buttons.js';
import { Panel } from '../../parts/panel.js';

/** Which way the connection goes, and what it is called. */
export function DirectionStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  return (
    <Form<Pick<Draft, 'name'>>
      layout="vertical"
      initialValues={{ name: draft.name, direction: 'scim-to-dingtalk' }}
      onFinish={({ name }) => {
        go({ to: 'next', brought: { name: name.trim() } });
      }}
    >
      <Typography.Paragraph>{t('wizard.direction.lead')}</Typography.Paragraph>
      <Form.Item name="direction">
        <Radio.Group style={{ width: '100%' }}>
          <Space orientation="vertical" style={{ width: '100%' }}>
            <Panel>
              <Radio value="scim-to-dingtalk">
                <Typography.Text strong>{t('wizard.direction.toDingTalk')}</Typography.Text>
                <br />
                <Typography.Text type="secondary">{t('wizard.direction.toDingTalkAbout')}</Typography.Text>
              </Radio>
            </Panel>
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
