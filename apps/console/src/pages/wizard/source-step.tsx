import { Button, Flex, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EnteredSource } from '../source/entered-source.js';
import { ReadingFields } from '../source/reading-fields.js';
import { TrySource } from '../source/try-source.js';
import { WayFields } from '../source/way-fields.js';
import type { Draft, Move } from './draft.js';
import { StepButtons } from './step-buttons.js';

/** The remote SCIM server that is to be read, tried before anything is saved. */
export function SourceStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<EnteredSource>();
  return (
    <Form<EnteredSource>
      form={form}
      layout="vertical"
      autoComplete="off"
      initialValues={draft.source}
      onFinish={() => {
        go({ to: 'next', brought: { source: form.getFieldsValue(true) as EnteredSource } });
      }}
    >
      <Typography.Paragraph>{t('source.lead')}</Typography.Paragraph>
      <WayFields mayKeep={false} />
      <ReadingFields />
      <Flex vertical gap="middle">
        <TrySource form={form} />
        <StepButtons
          go={go}
          next={
            <Button type="primary" htmlType="submit">
              {t('common.next')}
            </Button>
          }
        />
      </Flex>
    </Form>
  );
}
