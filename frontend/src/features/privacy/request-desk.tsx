import {
  Badge,
  Button,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';

import { type RefusalReason, type RightsRequestView } from '@/api/generated/types.gen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { ifMatch } from '@/lib/api-client';

import { useConfirmIdentity, useExtend, useGrant, useRefuse, useRightsRequests } from './queries';

const REFUSALS: readonly RefusalReason[] = [
  'not_concerned',
  'identity_doubted',
  'manifestly_unfounded',
  'excessive',
  'legal_duty',
  'legal_claims',
];
const SETTLED = new Set(['answered', 'refused']);
const ERASES = new Set(['erasure', 'wrong_person']);

/** Requests of people about their data, each with its legal date and what can be done. */
export function RequestDesk() {
  const text = useText('privacy');
  const requests = useRightsRequests();
  if (requests.isPending) return <CardsSkeleton cards={2} height={160} />;
  if (requests.isError) return <ProblemNote error={requests.error} onRetry={requests.refetch} />;
  const { items } = requests.data;
  if (items.length === 0) {
    return (
      <EmptyState icon={IconShieldCheck} title={text('requests.none')}>
        {text('requests.noneText')}
      </EmptyState>
    );
  }
  return (
    <Stack>
      {items.map((request) => (
        <RequestCard key={request.id} request={request} />
      ))}
    </Stack>
  );
}

function RequestCard({ request }: { request: RightsRequestView }) {
  const text = useText('privacy');
  const isSettled = SETTLED.has(request.state);
  const who = request.person?.full_name || request.requester || text('requests.someone');
  return (
    <Panel
      title={`${text(`kind.${request.kind}`)} · ${who}`}
      description={
        <>
          {text('requests.received')} <TimeText at={request.received_at} shape="date" /> ·{' '}
          {text('requests.due')} <TimeText at={request.due_at} shape="date" />
        </>
      }
      actions={
        <Badge variant="light" color={isSettled ? 'gray' : 'orange'}>
          {text(`state.${request.state}`)}
        </Badge>
      }
    >
      <Stack gap="sm">
        {request.message && <Text>{request.message}</Text>}
        <Text size="sm" c="dimmed">
          {text('requests.identity')} : {text(`identity.${request.identity}`)}
        </Text>
        {!isSettled && <Decision request={request} />}
        {request.letter && (
          <Textarea
            label={text('requests.letter')}
            value={request.letter}
            readOnly
            autosize
            minRows={4}
          />
        )}
      </Stack>
    </Panel>
  );
}

function Decision({ request }: { request: RightsRequestView }) {
  const text = useText('privacy');
  const confirm = useConfirmIdentity();
  const grant = useGrant();
  const refuse = useRefuse();
  const extend = useExtend();
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState<RefusalReason>('not_concerned');
  const [because, setBecause] = useState('');
  const [title, setTitle] = useState('');
  const at = {
    path: { request_id: request.id },
    headers: ifMatch(request.version),
  };
  const corrections: { job_title?: string } =
    request.kind === 'rectification' && title ? { job_title: title } : {};
  const failed = [confirm, refuse, extend].find((one) => one.isError);

  return (
    <Stack gap="sm">
      {failed && <ProblemNote error={failed.error} />}
      {request.identity === 'none' ? (
        <Group>
          <Button
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ ...at, body: { check: 'known_address' } })}
          >
            {text('requests.confirm')}
          </Button>
        </Group>
      ) : (
        <Group align="flex-end">
          {request.kind === 'rectification' && (
            <TextInput
              label={text('requests.correction')}
              value={title}
              maxLength={200}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
          )}
          <Button onClick={() => setIsAsking(true)}>{text('requests.grant')}</Button>
        </Group>
      )}
      <Group align="flex-end">
        <NativeSelect
          label={text('requests.reason')}
          value={reason}
          data={REFUSALS.map((one) => ({ value: one, label: text(`refusal.${one}`) }))}
          onChange={(event) => setReason(event.currentTarget.value as RefusalReason)}
        />
        <Button
          variant="default"
          loading={refuse.isPending}
          onClick={() => refuse.mutate({ ...at, body: { reason } })}
        >
          {text('requests.refuse')}
        </Button>
        {!request.extended_because && (
          <>
            <TextInput
              label={text('requests.extendWhy')}
              value={because}
              maxLength={200}
              onChange={(event) => setBecause(event.currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={!because.trim()}
              loading={extend.isPending}
              onClick={() => extend.mutate({ ...at, body: { reason: because } })}
            >
              {text('requests.extend')}
            </Button>
          </>
        )}
      </Group>
      <ConfirmDialog
        opened={isAsking}
        title={text('requests.grantAsk')}
        confirm={text('requests.grant')}
        isDangerous={ERASES.has(request.kind)}
        isPending={grant.isPending}
        error={grant.error}
        onConfirm={() =>
          grant.mutate({ ...at, body: { corrections } }, { onSuccess: () => setIsAsking(false) })
        }
        onClose={() => setIsAsking(false)}
      >
        {text(ERASES.has(request.kind) ? 'requests.grantErase' : 'requests.grantOther')}
      </ConfirmDialog>
    </Stack>
  );
}
