import { Badge, Checkbox, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { type CandidateView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';

interface CandidatesProps {
  candidates: readonly CandidateView[];
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
}

const COLOURS: Record<CandidateView['standing'], string> = {
  new: 'pine',
  known: 'gray',
  opposed: 'red',
  incomplete: 'orange',
  added: 'blue',
};

export const canAdd = (one: CandidateView) => one.standing === 'new';

/** Who was found, why, and who is known or objected; of an objector nothing is shown. */
export function Candidates({ candidates, selected, onChange }: CandidatesProps) {
  const text = useText('search');
  const free = candidates.filter(canAdd);
  const isAll = free.length > 0 && free.every((one) => selected.has(one.id));
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };

  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={text('results')} verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} scope="col">
              <Checkbox
                size="xs"
                aria-label={text('selectAll')}
                checked={isAll}
                disabled={free.length === 0}
                onChange={() => onChange(new Set(isAll ? [] : free.map((one) => one.id)))}
              />
            </Table.Th>
            <Table.Th scope="col">{text('name')}</Table.Th>
            <Table.Th scope="col">{text('position')}</Table.Th>
            <Table.Th scope="col">{text('why')}</Table.Th>
            <Table.Th scope="col" w={130}>
              {text('standing')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {candidates.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                {canAdd(one) && (
                  <Checkbox
                    size="xs"
                    aria-label={one.full_name ?? ''}
                    checked={selected.has(one.id)}
                    onChange={() => toggle(one.id)}
                  />
                )}
              </Table.Td>
              <Row candidate={one} />
              <Table.Td>
                <Badge color={COLOURS[one.standing]} variant="light">
                  {text(`standing_${one.standing}`)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ candidate }: { candidate: CandidateView }) {
  const text = useText('search');
  if (candidate.full_name === null) {
    return (
      <Table.Td colSpan={3}>
        <Text size="sm" c="dimmed">
          {text('opposedPerson')}
        </Text>
      </Table.Td>
    );
  }
  return (
    <>
      <Table.Td>
        {candidate.prospect_id === null ? (
          <Text size="sm" fw={560}>
            {candidate.full_name}
          </Text>
        ) : (
          <Link to="/prospects/$prospectId" params={{ prospectId: candidate.prospect_id }}>
            {candidate.full_name}
          </Link>
        )}
        <Text size="xs" c="dimmed">
          {candidate.location}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{candidate.job_title}</Text>
        <Text size="xs" c="dimmed">
          {candidate.company}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="xs" c={candidate.fit === 'off' ? 'orange' : undefined}>
          {candidate.standing === 'incomplete'
            ? text('incompleteWhy')
            : text(`fit_${candidate.fit}`)}
        </Text>
        {candidate.reasons.map((reason) => (
          <Text
            key={reason.filter}
            size="xs"
            c="dimmed"
            td={reason.met ? undefined : 'line-through'}
          >
            {text(`reason_${reason.filter}`, { value: reason.value })}
          </Text>
        ))}
      </Table.Td>
    </>
  );
}
