import { Flex, InputNumber, Switch, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** A limit as the settings have it; null: none. */
export interface WrittenLimit {
  readonly count?: number;
  readonly percent?: number;
  readonly floor?: number;
}

const members = [
  { name: 'percent', to: 100 },
  { name: 'count', to: 10_000_000 },
  { name: 'floor', to: 10_000_000 },
] as const;

/** How many changes of a kind are let through; a field of a form, with `value` and `onChange`. */
export function LimitInput({
  value = null,
  onChange,
  label,
  disabled = false,
}: {
  readonly value?: WrittenLimit | null;
  readonly onChange?: (limit: WrittenLimit | null) => void;
  readonly label: string;
  readonly disabled?: boolean;
}) {
  const { t } = useTranslation();
  const enter = (name: keyof WrittenLimit, entered: number | null) => {
    const others = Object.entries(value ?? {}).filter(([key]) => key !== name);
    onChange?.(Object.fromEntries(entered === null ? others : [...others, [name, entered]]));
  };
  return (
    <Flex gap="small" align="center" wrap>
      <Switch
        checked={value !== null}
        disabled={disabled}
        aria-label={`${label}: ${t('settings.limit.limited')}`}
        onChange={(isLimited) => {
          // A floor alone would be no limit.
          onChange?.(isLimited ? { count: 100 } : null);
        }}
      />
      {value === null ? (
        <Typography.Text type="secondary">{t('settings.limit.none')}</Typography.Text>
      ) : (
        members.map(({ name, to }) => (
          <InputNumber
            key={name}
            min={0}
            max={to}
            value={value[name] ?? null}
            disabled={disabled}
            aria-label={`${label}: ${t(`settings.limit.${name}`)}`}
            prefix={t(`settings.limit.${name}`)}
            style={{ width: 170 }}
            onChange={(entered) => {
              enter(name, entered);
            }}
          />
        ))
      )}
    </Flex>
  );
}
