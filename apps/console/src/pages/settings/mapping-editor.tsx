import { EditOutlined } from '@ant-design/icons';
import { Button, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mappedFields } from './mapping-fields.js';
import type { MappedField } from './mapping-fields.js';
import { enteredRule, writtenRule } from './rule.js';
import type { WrittenRule } from './rule.js';
import { RuleForm } from './rule-form.js';
import { WideTable } from '../../parts/wide-table.js';

/** A mapping as it is written down. */
export type WrittenMapping = Readonly<Record<string, unknown>>;

/** Which SCIM attribute becomes which DingTalk field; a field of a form, with `value` and `onChange`. */
export function MappingEditor({
  value = {},
  onChange,
}: {
  readonly value?: WrittenMapping;
  readonly onChange?: (mapping: WrittenMapping) => void;
}) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<MappedField>();
  const ruleOf = ({ name }: MappedField) => value[name] as WrittenRule | null | undefined;
  return (
    <Flex vertical gap="small">
      <Typography.Text type="secondary">{t('settings.mapping.lead')}</Typography.Text>
      <WideTable<MappedField>
        label={t('settings.groups.mapping')}
        rowKey="name"
        size="small"
        dataSource={mappedFields}
        columns={[
          {
            title: t('settings.mapping.field'),
            render: (_, { name }) => (
              <>
                {t(`fields.${name}`)} <Typography.Text type="secondary">{name}</Typography.Text>
              </>
            ),
          },
          { title: t('settings.mapping.rule'), render: (_, field) => <RuleTold rule={ruleOf(field)} /> },
          {
            title: t('common.actions'),
            render: (_, field) => (
              <Button
                size="small"
                icon={<EditOutlined />}
                aria-label={t('settings.mapping.edit', { field: t(`fields.${field.name}`) })}
                onClick={() => {
                  setEditing(field);
                }}
              />
            ),
          },
        ]}
      />
      {editing && (
        <RuleForm
          field={editing}
          rule={enteredRule(ruleOf(editing))}
          close={() => {
            setEditing(undefined);
          }}
          save={(entered) => {
            onChange?.(withRule(value, editing.name, writtenRule(entered)));
            setEditing(undefined);
          }}
        />
      )}
    </Flex>
  );
}

function withRule(
  mapping: WrittenMapping,
  name: string,
  rule: WrittenRule | null | undefined,
): WrittenMapping {
  const others = Object.entries(mapping).filter(([field]) => field !== name);
  return Object.fromEntries(rule === undefined ? others : [...others, [name, rule]]);
}

function RuleTold({ rule }: { readonly rule: WrittenRule | null | undefined }) {
  const { t } = useTranslation();
  const { choice, sources } = enteredRule(rule);
  if (choice !== 'own') return <Tag>{t(`settings.mapping.${choice}`)}</Tag>;
  return (
    <Flex gap={4} wrap>
      <Tag color="processing">{t('settings.mapping.own')}</Tag>
      {sources?.split('\n').map((source) => (
        <Typography.Text code key={source}>
          {source}
        </Typography.Text>
      ))}
    </Flex>
  );
}
