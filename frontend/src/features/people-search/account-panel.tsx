import { Badge, Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type SearchAccountView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';

import { useSignConsent, useWithdrawConsent } from './queries';

interface AccountPanelProps {
  accounts: readonly SearchAccountView[];
  account: SearchAccountView;
  onChoose: (senderId: string) => void;
}

/** Whose eyes look, how much is left of the day, and the signed consent (SND-1, SRC-3). */
export function AccountPanel({ accounts, account, onChoose }: AccountPanelProps) {
  const text = useText('search');
  const withdraw = useWithdrawConsent();
  return (
    <Panel title={text('account')}>
      <Stack gap="sm">
        {accounts.length > 1 ? (
          <NativeSelect
            aria-label={text('account')}
            value={account.sender_id}
            onChange={(event) => onChoose(event.currentTarget.value)}
            data={accounts.map((one) => ({ value: one.sender_id, label: one.display_name }))}
          />
        ) : (
          <Text fw={560}>{account.display_name}</Text>
        )}
        {account.connected ? (
          <Group gap="xs">
            <Text size="sm" c="dimmed" role="status">
              {text('left', { count: account.left_today, total: account.per_day })}
            </Text>
            {account.resumes_at !== null && (
              <Badge color="orange" variant="light">
                {text('resumes')} <TimeText at={account.resumes_at} shape="date" />
              </Badge>
            )}
          </Group>
        ) : (
          <Link to="/settings/accounts">{text('reconnect')}</Link>
        )}
        {account.consented_at === null ? (
          <Consent account={account} />
        ) : (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            style={{ alignSelf: 'flex-start' }}
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ path: { sender_id: account.sender_id } })}
          >
            {text('consentWithdraw')}
          </Button>
        )}
        {withdraw.isError && <ProblemNote error={withdraw.error} />}
      </Stack>
    </Panel>
  );
}

function Consent({ account }: { account: SearchAccountView }) {
  const text = useText('search');
  const sign = useSignConsent();
  const [isUnderstood, setIsUnderstood] = useState(false);
  return (
    <Stack gap="xs">
      <Text fw={560} size="sm">
        {text('consentTitle')}
      </Text>
      <Text size="sm">{text('consentText', { count: account.per_day })}</Text>
      <Checkbox
        label={text('consentUnderstood')}
        checked={isUnderstood}
        onChange={(event) => setIsUnderstood(event.currentTarget.checked)}
      />
      <Button
        size="xs"
        disabled={!isUnderstood}
        loading={sign.isPending}
        style={{ alignSelf: 'flex-start' }}
        onClick={() =>
          sign.mutate({ path: { sender_id: account.sender_id }, body: { understood: true } })
        }
      >
        {text('consentSign')}
      </Button>
      {sign.isError && <ProblemNote error={sign.error} />}
    </Stack>
  );
}
