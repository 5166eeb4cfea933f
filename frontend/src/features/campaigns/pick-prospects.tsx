import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  Group,
  Modal,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { type EnrolledView, type ProspectRowView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { ProblemNote } from '@/components/ui/problem-note';
import { TableSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import classes from './campaigns.module.css';
import { useCandidates, useEnrol } from './queries';

interface PickProspectsProps {
  campaignId: string;
  opened: boolean;
  onClose: () => void;
}

export function PickProspects({ campaignId, opened, onClose }: PickProspectsProps) {
  const text = useText('campaigns');
  const common = useText('common');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('pick.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Picker campaignId={campaignId} onClose={onClose} />
    </Modal>
  );
}

/** Names by id, so that a refusal can be told of someone who left the list since. */
type Named = ReadonlyMap<string, string>;

function Picker({ campaignId, onClose }: Omit<PickProspectsProps, 'opened'>) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 250);
  const [picked, setPicked] = useState<Named>(new Map());
  const enrol = useEnrol();
  const count = picked.size;

  const submit = () => {
    if (count === 0 || enrol.isPending) return;
    enrol.mutate(
      { path: { campaign_id: campaignId }, body: { prospect_ids: [...picked.keys()] } },
      {
        onSuccess: ({ enrolled, refused }) => {
          announce(text('pick.enrolled', { count: enrolled }));
          if (refused.length === 0) onClose();
        },
      },
    );
  };

  if (enrol.data && enrol.data.refused.length > 0) {
    return <Outcome outcome={enrol.data} names={picked} onClose={onClose} />;
  }
  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        type="search"
        aria-label={text('pick.search')}
        placeholder={text('pick.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={100}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Candidates words={asked} picked={picked} onPick={setPicked} />
      {enrol.isError && <ProblemNote error={enrol.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {text('pick.cancel')}
        </Button>
        <Button disabled={count === 0} loading={enrol.isPending} onClick={submit}>
          {count === 0 ? text('pick.submit.none') : text('pick.submit', { count })}
        </Button>
      </Group>
    </Stack>
  );
}

interface CandidatesProps {
  words: string;
  picked: Named;
  onPick: (picked: Named) => void;
}

function Candidates({ words, picked, onPick }: CandidatesProps) {
  const text = useText('campaigns');
  const candidates = useCandidates(words);

  if (candidates.isPending) return <TableSkeleton rows={6} />;
  if (candidates.isError) {
    return <ProblemNote error={candidates.error} onRetry={candidates.refetch} />;
  }
  const rows = candidates.data.pages.flatMap((page) => page.items);
  const free = rows.filter((row) => !row.opted_out);
  if (rows.length === 0) return <NoCandidate isSearch={words !== ''} />;

  const isAll = free.length > 0 && free.every((row) => picked.has(row.id));
  const pickAll = () => {
    const next = new Map(picked);
    for (const row of free) {
      if (isAll) next.delete(row.id);
      else next.set(row.id, row.full_name);
    }
    onPick(next);
  };
  const pick = (row: ProspectRowView) => {
    const next = new Map(picked);
    if (!next.delete(row.id)) next.set(row.id, row.full_name);
    onPick(next);
  };

  return (
    <>
      <Checkbox
        size="xs"
        ml={12}
        label={text('pick.all')}
        checked={isAll}
        indeterminate={!isAll && free.some((row) => picked.has(row.id))}
        onChange={pickAll}
      />
      <ul className={classes.picks} aria-label={text('pick.list')}>
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              size="xs"
              disabled={row.opted_out}
              checked={picked.has(row.id)}
              onChange={() => pick(row)}
              label={row.full_name}
              description={[
                row.job_title,
                row.company,
                row.score === null ? '' : text('pick.score', { value: row.score }),
                row.email === null ? text('pick.noEmail') : '',
                row.opted_out ? text('pick.optedOut') : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          </li>
        ))}
        {candidates.hasNextPage && (
          <li>
            <Button
              fullWidth
              size="xs"
              variant="subtle"
              loading={candidates.isFetchingNextPage}
              onClick={() => void candidates.fetchNextPage()}
            >
              {text('pick.more')}
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}

function NoCandidate({ isSearch }: { isSearch: boolean }) {
  const text = useText('campaigns');
  return (
    <Stack align="center" gap="xs" py="xl">
      <Text c="dimmed">{text(isSearch ? 'pick.none' : 'pick.empty')}</Text>
      {!isSearch && (
        <Anchor renderRoot={(props) => <Link {...props} to="/prospects/import" />}>
          {text('pick.import')}
        </Anchor>
      )}
    </Stack>
  );
}

interface OutcomeProps {
  outcome: EnrolledView;
  names: Named;
  onClose: () => void;
}

/** Who was not taken in, each with the reason. */
function Outcome({ outcome, names, onClose }: OutcomeProps) {
  const text = useText('campaigns');
  return (
    <Stack gap="sm">
      <Text>{text('pick.enrolled', { count: outcome.enrolled })}</Text>
      <Alert
        color="gray"
        variant="light"
        title={text('pick.refused', { count: outcome.refused.length })}
      >
        <ul className={classes.refused}>
          {outcome.refused.map(({ prospect_id: id, code }) => (
            <li key={id}>
              {names.get(id) ?? id} · {text.orElse(`refusal.${code}`, text('refusal.other'))}
            </li>
          ))}
        </ul>
      </Alert>
      <Group justify="flex-end">
        <Button onClick={onClose}>{text('pick.cancel')}</Button>
      </Group>
    </Stack>
  );
}
