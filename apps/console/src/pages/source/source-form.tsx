import { Button, Flex, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { FailureTold } from '../../parts/failure-told.js';
import { DiagnosisOfSource } from './diagnosis-of-source.js';
import { emptySource, enteredSource, writtenSource, writtenWay } from './entered-source.js';
import type { EnteredSource } from './entered-source.js';
import { ReadingFields } from './reading-fields.js';
import { WayFields } from './way-fields.js';

/** Enters a Source, or changes it; what was entered can be tried before it is saved. */
export function SourceForm({
  connectionId: id,
  saved,
  close,
}: {
  readonly connectionId: string;
  /** Absent: there is none yet. */
  readonly saved?: Answer<'GET /connections/{id}/source'>;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<EnteredSource>();
  const save = useOrder('PUT /connections/{id}/source');
  const test = useOrder('POST /source/test');
  const kind = Form.useWatch('authKind', form);
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
      initialValues={saved ? enteredSource(saved) : emptySource}
      onFinish={() => {
        save.mutate({ place: { id }, body: writtenSource(whole()) }, { onSuccess: close });
      }}
    >
      <WayFields mayKeep={saved !== undefined} />
      <ReadingFields />
      <Flex vertical gap="middle">
        {test.error && <FailureTold error={test.error} />}
        {test.data && <DiagnosisOfSource diagnosis={test.data} />}
        {save.error && <FailureTold error={save.error} />}
        <Flex gap="small" justify="end" wrap>
          <Button onClick={close}>{t('common.cancel')}</Button>
          {kind !== 'kept' && (
            <Button
              loading={test.isPending}
              onClick={() => {
                // What is not valid is told beside its field.
                tryIt().catch(() => undefined);
              }}
            >
              {t('source.test')}
            </Button>
          )}
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Flex>
      </Flex>
    </Form>
  );
}
