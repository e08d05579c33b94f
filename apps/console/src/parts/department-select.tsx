import { TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DepartmentBranches } from './department-branches.js';

/** Chooses a department out of the tree, whose branches are read when they are opened. */
export function DepartmentSelect({
  branches: { nodes, open },
  value,
  choose,
}: {
  readonly branches: DepartmentBranches;
  readonly value: string | null;
  readonly choose: (id: string | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <TreeSelect
      aria-label={t('people.department')}
      value={value ?? ''}
      style={{ width: 220 }}
      treeData={[{ key: '', value: '', title: t('people.allDepartments'), isLeaf: true }, ...nodes]}
      loadData={({ value: parent }) => open(String(parent))}
      onChange={(wanted: string) => {
        choose(wanted === '' ? undefined : wanted);
      }}
    />
  );
}
