import { Descriptions, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Instant } from './instant.js';

/** What SCIM has of a person. */
export function ScimSide({
  modifiedAt,
  groups,
  scim,
  more = [],
}: {
  readonly modifiedAt: string;
  readonly groups: readonly { readonly id: string; readonly name: string | null }[];
  readonly scim: object;
  /** What else is told of it. */
  readonly more?: readonly { readonly key: string; readonly label: string; readonly children: ReactNode }[];
}) {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="small">
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'modifiedAt', label: t('person.modifiedAt'), children: <Instant at={modifiedAt} /> },
          ...more,
          {
            key: 'groups',
            label: t('person.groups'),
            children:
              groups.length === 0 ? (
                t('person.noGroups')
              ) : (
                <Flex gap={4} wrap>
                  {groups.map(({ id, name }) => (
                    <Tag key={id} className="long">
                      {name ?? id}
                    </Tag>
                  ))}
                </Flex>
              ),
          },
        ]}
      />
      <pre className="wrap document" tabIndex={0}>
        {JSON.stringify(scim, undefined, 2)}
      </pre>
    </Flex>
  );
}
