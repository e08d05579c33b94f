import { Button, Flex, Form } from 'antd';
import type { FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';
import { DiagnosisOfSource } from './diagnosis-of-source.js';
import { writtenWay } from './entered-source.js';
import type { EnteredSource } from './entered-source.js';

/** Tries a Source as it stands in a form, before it is saved; what opens its door has to be entered for that. */
export function TrySource({ form }: { readonly form: FormInstance<EnteredSource> }) {
  const { t } = useTranslation();
  const test = useOrder('POST /source/test');
  const kind = Form.useWatch('authKind', form);
  const tryIt = async () => {
    await form.validateFields();
    const { auth, ...way } = writtenWay(form.getFieldsValue(true) as EnteredSource);
    if (auth !== undefined) test.mutate({ body: { ...way, auth } });
  };
  if (kind === 'kept') return null;
  return (
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
    </Flex>
  );
}
