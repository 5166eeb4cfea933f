import { Button, Group, List, Modal, Skeleton, Stack, Text } from '@mantine/core';

import { type QuoteView, type Selection } from '@/api/generated/types.gen';
import { Facts } from '@/components/ui/facts';
import { OperationProgress } from '@/components/ui/operation-progress';
import { ProblemNote } from '@/components/ui/problem-note';
import { Loading } from '@/components/ui/skeletons';
import { useNumber, useText } from '@/i18n';
import { useDates } from '@/lib/dates';

import { type useQuote, useRequestEnrichment } from './queries';
import { reasonsOf } from './refused';

interface EnrichDialogProps {
  ids: string[];
  names: ReadonlyMap<string, string>;
  quote: ReturnType<typeof useQuote>;
  onClose: () => void;
}

/** The quote before anything is spent, then the search itself (BIL-5, ENR-1). */
export function EnrichDialog({ ids, names, quote, onClose }: EnrichDialogProps) {
  const text = useText('prospects');
  const common = useText('common');
  const request = useRequestEnrichment();
  const asked: Selection = { prospect_ids: ids, fields: ['work_email'] };

  return (
    <Modal
      opened
      onClose={onClose}
      title={text('quoteTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        {quote.isError && (
          <ProblemNote error={quote.error} onRetry={() => quote.mutate({ body: asked })} />
        )}
        {request.isError && <ProblemNote error={request.error} />}
        {!quote.isError && quote.data === undefined && (
          <Loading>
            <Skeleton height={96} />
          </Loading>
        )}
        {quote.data !== undefined && request.data === undefined && (
          <Quote
            quote={quote.data}
            count={ids.length}
            names={names}
            isPending={request.isPending}
            onAccept={() => request.mutate({ body: asked })}
            onClose={onClose}
          />
        )}
        {request.data !== undefined && (
          <>
            <OperationProgress
              operationId={request.data.operation_id}
              label={text('enrichRunning')}
            />
            <Text size="sm" c="dimmed">
              {text('enrichFree')}
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {common('close')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

interface QuoteProps {
  quote: QuoteView;
  names: ReadonlyMap<string, string>;
  count: number;
  isPending: boolean;
  onAccept: () => void;
  onClose: () => void;
}

function Quote({ quote, names, count, isPending, onAccept, onClose }: QuoteProps) {
  const text = useText('prospects');
  const common = useText('common');
  const number = useNumber();
  const dates = useDates();
  const accepted = count - quote.refused.length;
  const isShort = quote.balance_after < 0;
  const { cap } = quote;
  const isCapped = accepted > cap.left;

  return (
    <>
      <Text fw={560}>{text('quoteFor', { count: accepted })}</Text>
      <Facts
        facts={[
          { label: text('quoteMinimum'), value: number(quote.minimum) },
          { label: text('quoteExpected'), value: number(quote.expected) },
          { label: text('quoteMaximum'), value: number(quote.maximum) },
          { label: text('quoteBalance'), value: number(quote.balance_after) },
        ]}
      />
      <Text size="sm" c="dimmed">
        {text('quoteRules')}
      </Text>
      {quote.refused.length > 0 && (
        <div>
          <Text size="sm">{text('quoteRefused', { count: quote.refused.length })}</Text>
          <List size="sm">
            {reasonsOf(quote.refused, names).map((one) => (
              <List.Item key={one.code}>
                {number(one.count)} · {text.orElse(`refused_${one.code}`, one.code)}
                {one.names && ` (${one.names})`}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {isShort && (
        <Text size="sm" c="red" role="alert">
          {text('quoteShort', { missing: -quote.balance_after })}
        </Text>
      )}
      {isCapped && (
        <Text size="sm" c="red" role="alert">
          {cap.possible_at === null
            ? text('quoteCapTooSmall', { per_day: cap.per_day })
            : text('quoteCap', {
                per_day: cap.per_day,
                left: cap.left,
                at: `${dates.date(cap.possible_at)} ${dates.time(cap.possible_at)}`,
              })}
        </Text>
      )}
      {accepted <= 0 && <Text size="sm">{text('quoteNobody')}</Text>}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          loading={isPending}
          disabled={accepted <= 0 || isShort || isCapped}
          onClick={onAccept}
        >
          {text('quoteAccept', { count: Math.max(0, accepted) })}
        </Button>
      </Group>
    </>
  );
}
