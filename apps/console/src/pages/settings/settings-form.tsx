import { Alert, App, Button, Divider, Flex, Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { call } from '../../api/call.js';
import type { Connection } from '../../frame/connection.js';
import { useMayChange } from '../../frame/session.js';
import { FailureTold } from '../../parts/failure-told.js';
import { AdoptionFields } from './adoption-fields.js';
import { GroupFields } from './group-fields.js';
import { LeaverFields } from './leaver-fields.js';
import { MappingEditor } from './mapping-editor.js';
import { MirrorFields } from './mirror-fields.js';
import { PaceFields } from './pace-fields.js';
import { PersonPreview } from './person-preview.js';
import { PolicyFields } from './policy-fields.js';
import { PolicyPreview } from './policy-preview.js';
import { ScopeFields } from './scope-fields.js';
import { tidySettings } from './settings.js';
import type { Settings } from './settings.js';
import { SettingsText } from './settings-text.js';
import { TitleFields } from './title-fields.js';
import { TreeFields } from './tree-fields.js';

/** Edits settings as a form or as JSON. What the form has no field for is kept as it is. */
export function SettingsForm({
  connection: { id: connectionId, direction },
  saved,
  version,
}: {
  readonly connection: Connection;
  readonly saved: Settings;
  /** Of the settings as they were when they were read. */
  readonly version: number;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayChange = useMayChange();
  const [form] = Form.useForm<Settings>();
  const [asText, setAsText] = useState(false);
  const [part, setPart] = useState<string>();
  const [touched, setTouched] = useState(false);
  // What is read anew meanwhile is not what is edited here.
  const [seen, setSeen] = useState(version);
  const replace = useOrder('PUT /connections/{id}/settings');
  const entered = () => tidySettings(form.getFieldsValue(true) as Settings);
  const save = (body: Settings) => {
    replace.mutate(
      { place: { id: connectionId }, query: { version: seen }, body },
      {
        onSuccess: (answer) => {
          form.setFieldsValue(answer);
          void call('GET /connections/{id}', { place: { id: connectionId } }).then(({ settingsVersion }) => {
            setSeen(settingsVersion);
          });
          setTouched(false);
          void message.success(t('settings.saved'));
        },
      },
    );
  };
  const pushed = [
    {
      key: 'mapping',
      content: (
        <Form.Item name="mapping">
          <MappingEditor />
        </Form.Item>
      ),
    },
    { key: 'departments', content: <TreeFields /> },
    { key: 'groups', content: <GroupFields /> },
    { key: 'titles', content: <TitleFields /> },
    { key: 'leavers', content: <LeaverFields /> },
    {
      key: 'policy',
      content: (
        <>
          <PolicyFields />
          {mayChange && <PolicyPreview connectionId={connectionId} settings={entered} />}
        </>
      ),
    },
    { key: 'scope', content: <ScopeFields /> },
    { key: 'adoption', content: <AdoptionFields /> },
    { key: 'pace', content: <PaceFields /> },
  ] as const;
  const mirrored = [
    { key: 'mirror', content: <MirrorFields /> },
    { key: 'pace', content: <PaceFields /> },
  ] as const;
  const isMirror = direction === 'dingtalk-to-scim';
  const parts = isMirror ? mirrored : pushed;
  const shown = part ?? parts[0].key;
  return (
    <Flex vertical gap="middle">
      {!mayChange && <Alert type="info" showIcon title={t('frame.viewerOnly')} />}
      <Flex justify="end">
        <Button
          onClick={() => {
            setAsText(!asText);
          }}
        >
          {t(asText ? 'settings.form' : 'settings.json')}
        </Button>
      </Flex>
      {asText ? (
        <SettingsText
          settings={entered()}
          mayChange={mayChange}
          isSaving={replace.isPending}
          save={(settings) => {
            form.setFieldsValue(settings);
            save(settings);
          }}
        />
      ) : (
        <Form<Settings>
          form={form}
          layout="vertical"
          initialValues={saved}
          disabled={!mayChange}
          onValuesChange={() => {
            setTouched(true);
          }}
          onFinish={() => {
            save(entered());
          }}
        >
          <Radio.Group
            optionType="button"
            aria-label={t('settings.title')}
            value={shown}
            options={parts.map(({ key }) => ({ value: key, label: t(`settings.groups.${key}`) }))}
            onChange={({ target }) => {
              setPart(String(target.value));
            }}
            style={{ marginBottom: 24 }}
          />
          {parts.map(({ key, content }) => (
            <section key={key} hidden={key !== shown} aria-label={t(`settings.groups.${key}`)}>
              {content}
            </section>
          ))}
          {touched && (
            <Alert type="warning" showIcon title={t('settings.unsaved')} style={{ marginBottom: 16 }} />
          )}
          <Button type="primary" htmlType="submit" loading={replace.isPending}>
            {t('common.save')}
          </Button>
        </Form>
      )}
      {replace.error && <FailureTold error={replace.error} />}
      {mayChange && !isMirror && (
        <>
          <Divider />
          <PersonPreview connectionId={connectionId} settings={entered} />
        </>
      )}
    </Flex>
  );
}
