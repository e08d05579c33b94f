import { Button, Flex, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';
import { DiagnosisOfSource } from '../source/diagnosis-of-source.js';
import { writtenWay } from '../source/entered-source.js';
import type { EnteredSource } from '../source/entered-source.js';
import { ReadingFields } from '../source/reading-fields.js';
import { WayFields } from '../source/way-fields.js';
import type { Draft, Move } from './draft.js';
import { StepButtons } from './step-buttons.js';

/** The remote SCIM server that is to be read, tried before anything is saved. */
export function SourceStep({ draft, go }: { readonly draft: Draft; readonly go: (move: Move) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<EnteredSource>();
  const test = useOrder('POST /source/test');
  const whole = () => form.getFieldsValue(true) as EnteredSource;
  const tryIt = async () => {
    await form.validateFields();
    const { auth, ...way } = writtenWay(whole());
    if (auth !== undefined) test.mutate({ body: { ...way, auth } });
  };
  return (
    <Form<EnteredSource>
      form={form}
      layout="vertical"
      autoComplete="off"
      initialValues={draft.source}
      onFinish={() => {
        go({ to: 'next', brought: { source: whole() } });
      }}
    >
      <Typography.Paragraph>{t('source.lead')}</Typography.Paragraph>
      <WayFields mayKeep={false} />
      <ReadingFields />
      <Flex vertical gap="middle">
        <div>
          <Button
            loading={test.isPending}
            onClick={() => {
              // What is not valid is told beside its field.
              tryIt().catch(() => undefined);
            }}
          >
            {t('source.test')}
          </Button>
        </div>
        {test.error && <FailureTold error={test.error} />}
        {test.data && <DiagnosisOfSource diagnosis={test.data} />}
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
