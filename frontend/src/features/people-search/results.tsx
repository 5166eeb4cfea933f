import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';

import { type AcceptPeople, type PeopleSearchView } from '@/api/generated/types.gen';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';

import { Candidates } from './candidates';
import { useAcceptPeople, useMorePeople, useSaveSearch } from './queries';

const BASES = ['legitimate_interest', 'consent', 'contract'] as const;

/** The free preview; a choice, its price and its legal basis come before anybody is added. */
export function Results({ search }: { search: PeopleSearchView }) {
  const text = useText('search');
  const more = useMorePeople();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const path = { search_id: search.id };

  if (search.candidates.length === 0) {
    return (
      <EmptyState icon={IconUserOff} title={text('nobodyTitle')}>
        {text('nobodyText')}
      </EmptyState>
    );
  }
  return (
    <Panel title={text('results')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed" role="status">
          {text('total', { count: search.total })}
        </Text>
        <Candidates candidates={search.candidates} selected={selected} onChange={setSelected} />
        {more.isError && <ProblemNote error={more.error} />}
        {search.more && (
          <Button
            variant="default"
            size="xs"
            style={{ alignSelf: 'flex-start' }}
            loading={more.isPending}
            onClick={() => more.mutate({ path })}
          >
            {text('more')}
          </Button>
        )}
        <Accept search={search} selected={selected} onDone={() => setSelected(new Set())} />
        <Keep searchId={search.id} />
      </Stack>
    </Panel>
  );
}

interface AcceptProps {
  search: PeopleSearchView;
  selected: ReadonlySet<string>;
  onDone: () => void;
}

function Accept({ search, selected, onDone }: AcceptProps) {
  const text = useText('search');
  const accept = useAcceptPeople();
  const [basis, setBasis] = useState<AcceptPeople['legal_basis']>('legitimate_interest');
  const [isProfessional, setIsProfessional] = useState(false);
  const go = () =>
    accept.mutate(
      {
        path: { search_id: search.id },
        body: { results: [...selected], legal_basis: basis, professional_audience: true },
      },
      { onSuccess: onDone },
    );

  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={text('basis')}
          value={basis}
          onChange={(event) =>
            setBasis(BASES.find((one) => one === event.currentTarget.value) ?? basis)
          }
          data={BASES.map((one) => ({ value: one, label: text(`basis_${one}`) }))}
        />
        <Checkbox
          mb={8}
          label={text('professional')}
          checked={isProfessional}
          onChange={(event) => setIsProfessional(event.currentTarget.checked)}
        />
        <Button
          disabled={selected.size === 0 || selected.size > 100 || !isProfessional}
          loading={accept.isPending}
          onClick={go}
        >
          {text('accept', { count: selected.size })}
        </Button>
      </Group>
      {accept.isError && <ProblemNote error={accept.error} />}
      {accept.isSuccess && (
        <Text size="sm" role="status">
          {text('accepted', { count: accept.data.added })}
          {accept.data.known + accept.data.opposed > 0 &&
            ` · ${text('acceptedRest', {
              known: accept.data.known,
              opposed: accept.data.opposed,
            })}`}
        </Text>
      )}
    </Stack>
  );
}

function Keep({ searchId }: { searchId: string }) {
  const text = useText('search');
  const save = useSaveSearch();
  const [name, setName] = useState('');
  const [every, setEvery] = useState<'day' | 'week'>('week');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        save.mutate(
          { body: { search_id: searchId, name: name.trim(), every, per_run: 25 } },
          { onSuccess: () => setName('') },
        );
      }}
    >
      <Text size="sm" fw={560}>
        {text('save')}
      </Text>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={text('saveName')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={text('every')}
          value={every}
          onChange={(event) => setEvery(event.currentTarget.value === 'day' ? 'day' : 'week')}
          data={(['day', 'week'] as const).map((one) => ({
            value: one,
            label: text(`every_${one}`),
          }))}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={!name.trim()}>
          {text('saveGo')}
        </Button>
      </Group>
      {save.isError && <ProblemNote error={save.error} />}
    </form>
  );
}
