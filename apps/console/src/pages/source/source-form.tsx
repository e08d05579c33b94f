import { Button, Flex, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import type { Answer } from '../../api/call.js';
import { FailureTold } from '../../parts/failure-told.js';
import { emptySource, enteredSource, writtenSource } from './entered-source.js';
import type { EnteredSource } from './entered-source.js';
import { ReadingFields } from './reading-fields.js';
import { TrySource } from './try-source.js';
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
  return (
    <Form<EnteredSource>
      form={form}
      layout="vertical"
      autoComplete="off"
      initialValues={saved ? enteredSource(saved) : emptySource}
      onFinish={() => {
        const body = writtenSource(form.getFieldsValue(true) as EnteredSource);
        save.mutate({ place: { id }, body }, { onSuccess: close });
      }}
    >
      <WayFields mayKeep={saved !== undefined} />
      <ReadingFields />
      <Flex vertical gap="middle">
        <TrySource form={form} />
        {save.error && <FailureTold error={save.error} />}
        <Flex gap="small" justify="end" wrap>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Flex>
      </Flex>
    </Form>
  );
}
