import { Alert, Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from './settings.js';

/** All settings as JSON, for what the form has no field for. */
export function SettingsText({
  settings,
  mayChange,
  isSaving,
  save,
}: {
  readonly settings: Settings;
  readonly mayChange: boolean;
  readonly isSaving: boolean;
  readonly save: (settings: Settings) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => JSON.stringify(settings, undefined, 2));
  const [isBroken, setBroken] = useState(false);
  return (
    <Flex vertical gap="middle">
      <Input.TextArea
        aria-label={t('settings.json')}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setBroken(false);
        }}
        readOnly={!mayChange}
        rows={24}
        spellCheck={false}
        style={{ fontFamily: 'monospace' }}
      />
      {isBroken && <Alert type="error" showIcon title={t('settings.jsonBroken')} />}
      {mayChange && (
        <Flex>
          <Button
            type="primary"
            loading={isSaving}
            onClick={() => {
              const parsed = parse(text);
              if (parsed === undefined) setBroken(true);
              else save(parsed);
            }}
          >
            {t('common.save')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

function parse(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Settings)
      : undefined;
  } catch {
    return undefined;
  }
}
