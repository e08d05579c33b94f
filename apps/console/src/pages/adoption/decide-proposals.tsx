import { App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../api/ask.js';
import { FailureTold } from '../../parts/failure-told.js';

/** Approves or refuses what was chosen of a list; all of it that is open where nothing was. */
export function DecideProposals({
  verb,
  connectionId: id,
  listId: list,
  places,
  done,
}: {
  readonly verb: 'approve' | 'refuse';
  readonly connectionId: string;
  readonly listId: string;
  readonly places: readonly number[];
  readonly done: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const decide = useOrder(`POST /connections/{id}/adoptions/${verb}`);
  const text =
    places.length === 0 ? t(`adoption.${verb}`) : t(`adoption.${verb}Chosen`, { count: places.length });
  const run = () => {
    decide.mutate(
      { place: { id }, body: { list, ...(places.length === 0 ? {} : { places: [...places] }) } },
      {
        onSuccess: ({ items, moved }) => {
          void message.success(
            t(verb === 'approve' ? 'adoption.approved' : 'adoption.refused', { count: items }),
          );
          if (moved > 0) void message.warning(t('adoption.moved', { count: moved }));
          done();
        },
      },
    );
  };
  return (
    <>
      <Popconfirm
        title={t(`adoption.${verb}Sure`)}
        okText={text}
        cancelText={t('common.cancel')}
        styles={{ root: { maxWidth: 360 } }}
        onConfirm={run}
      >
        <Button
          type={verb === 'approve' ? 'primary' : 'default'}
          danger={verb === 'refuse'}
          loading={decide.isPending}
        >
          {text}
        </Button>
      </Popconfirm>
      {decide.error && <FailureTold error={decide.error} />}
    </>
  );
}
