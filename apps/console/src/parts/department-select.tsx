import { TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDepartmentBranches } from './department-branches.js';

/** Chooses a department out of the tree, whose branches are read when they are opened. */
export function DepartmentSelect({
  connectionId,
  value,
  choose,
}: {
  readonly connectionId: string;
  readonly value: string | null;
  readonly choose: (linkId: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { nodes, open } = useDepartmentBranches(connectionId);
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
