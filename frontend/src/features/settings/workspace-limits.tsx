import { Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { type RulesView } from '@/api/generated/types.gen';
import { Facts } from '@/components/ui/facts';
import { LimitsDialog } from '@/components/ui/limits-dialog';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useNumber, useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { useSendingRules, useSetSendingRules } from './queries';

/** What holds for all accounts, and what may reach one company or leave one campaign (AUT-7). */
export function WorkspaceLimits() {
  const text = useText('settings');
  const rules = useSendingRules();
  const [isOpen, dialog] = useDisclosure(false);
  const maySet = useMay('limits:set');
  return (
    <Panel
      title={text('rules')}
      description={text('rulesText')}
      actions={
        maySet &&
        rules.isSuccess && (
          <Button size="xs" variant="default" onClick={dialog.open}>
            {text('rulesChange')}
          </Button>
        )
      }
    >
      {rules.isPending && (
        <Loading>
          <Skeleton height={80} />
        </Loading>
      )}
      {rules.isError && <ProblemNote error={rules.error} onRetry={rules.refetch} />}
      {rules.isSuccess && <Values rules={rules.data} />}
      {isOpen && rules.isSuccess && <Change rules={rules.data} onClose={dialog.close} />}
    </Panel>
  );
}

function Values({ rules }: { rules: RulesView }) {
  const text = useText('settings');
  const number = useNumber();
  return (
    <Facts
      facts={rules.settings.map((one) => ({
        label: text.orElse(`limit_${one.name}`, one.name),
        value:
          one.origin === 'workspace'
            ? number(one.value)
            : text('rulesDefault', { value: number(one.value) }),
      }))}
    />
  );
}

function Change({ rules, onClose }: { rules: RulesView; onClose: () => void }) {
  const text = useText('settings');
  const save = useSetSendingRules();
  return (
    <LimitsDialog
      title={text('rules')}
      settings={rules.settings}
      own="workspace"
      isPending={save.isPending}
      error={save.error}
      onSave={(limits, reason) => save.mutate({ body: { limits, reason } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {text('rulesText')}
    </LimitsDialog>
  );
}
