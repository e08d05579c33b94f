import { Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DepartmentBranches } from './department-branches.js';
import { DepartmentSelect } from './department-select.js';

/** Something that is one of several, or of any; '' stands for any. */
interface Choice<Options> {
  readonly value: string | undefined;
  readonly among: Options;
  readonly choose: (value: string | undefined) => void;
}

/** Looks for people by words, by a state and by department. */
export function PeopleSearch({
  text,
  seek,
  state,
  department,
}: {
  readonly text: string | undefined;
  readonly seek: (change: { readonly text: string }) => void;
  readonly state: Choice<readonly { readonly value: string; readonly label: string }[]>;
  readonly department: Choice<DepartmentBranches>;
}) {
  const { t } = useTranslation();
  return (
    <Flex gap="small" wrap>
      <Input.Search
        key={text}
        defaultValue={text ?? ''}
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        allowClear
        maxLength={200}
        style={{ width: 280 }}
        onSearch={(wanted) => {
          seek({ text: wanted.trim() });
        }}
      />
      <Select
        aria-label={t('common.state')}
        value={state.value ?? ''}
        style={{ width: 180 }}
        options={[{ value: '', label: t('people.allStates') }, ...state.among]}
        onChange={state.choose}
      />
      <DepartmentSelect
        branches={department.among}
        value={department.value ?? null}
        choose={department.choose}
      />
    </Flex>
  );
}
