import { Anchor, Badge, Button, Grid, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconBan, IconMailSearch, IconPencil } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';

import { type ProspectCard } from '@/api/generated/types.gen';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { PageSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { CardPanel } from './card-panel';
import { ContactPoints } from './contact-points';
import { EditProspectDialog } from './edit-prospect-dialog';
import { EnrichDialog } from './enrich-dialog';
import { OriginPanel } from './origin-panel';
import { useProspect, useQuote } from './queries';
import { ScorePanel } from './score-panel';
import { StagePanel } from './stage-panel';
import { Timeline } from './timeline';
import { TwinsPanel } from './twins-panel';

const route = getRouteApi('/app/prospects/$prospectId');

export function ProspectPage() {
  const { prospectId } = route.useParams();
  const prospect = useProspect(prospectId);

  if (prospect.isPending) return <PageSkeleton />;
  if (prospect.isError) {
    return (
      <>
        <BackToList />
        <ProblemNote error={prospect.error} onRetry={prospect.refetch} />
      </>
    );
  }
  return <Person card={prospect.data} />;
}

function BackToList() {
  const text = useText('prospects');
  return (
    <Anchor
      size="sm"
      c="dimmed"
      underline="hover"
      w="fit-content"
      mb="xs"
      renderRoot={(props) => <Link to="/prospects" activeOptions={{ exact: true }} {...props} />}
    >
      <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: -2 }} /> {text('back')}
    </Anchor>
  );
}

function Person({ card }: { card: ProspectCard }) {
  const text = useText('prospects');
  const mayWrite = useMay('prospects:write');
  const mayEnrich = useMay('enrichment:run');
  const quote = useQuote();
  const [isEditing, editing] = useDisclosure(false);
  const [isEnriching, enriching] = useDisclosure(false);
  const name = card.full_name || card.email || card.company;

  return (
    <>
      <PageHeader
        above={<BackToList />}
        title={name}
        description={
          <Group gap={8} component="span">
            <span>{[card.job_title, card.company].filter(Boolean).join(' · ')}</span>
            {card.opted_out && (
              <Badge color="red" variant="light" leftSection={<IconBan size={12} />}>
                {text('optedOut')}
              </Badge>
            )}
          </Group>
        }
        actions={
          <>
            {mayEnrich && !card.opted_out && card.email === null && (
              <Button
                leftSection={<IconMailSearch size={16} aria-hidden />}
                onClick={() => {
                  enriching.open();
                  quote.mutate({ body: { prospect_ids: [card.id], fields: ['work_email'] } });
                }}
              >
                {text('findEmail')}
              </Button>
            )}
            {mayWrite && (
              <Button
                variant="default"
                leftSection={<IconPencil size={16} aria-hidden />}
                onClick={editing.open}
              >
                {text('editTitle')}
              </Button>
            )}
          </>
        }
      />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
          <Stack>
            <ScorePanel prospectId={card.id} score={card.score} />
            <Timeline prospectId={card.id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
          <Stack>
            <StagePanel card={card} />
            <ContactPoints points={card.contact_points} />
            <CardPanel card={card} />
            <TwinsPanel card={card} />
            <OriginPanel card={card} />
          </Stack>
        </Grid.Col>
      </Grid>
      {isEditing && <EditProspectDialog card={card} onClose={editing.close} />}
      {isEnriching && (
        <EnrichDialog
          ids={[card.id]}
          names={new Map([[card.id, name]])}
          quote={quote}
          onClose={enriching.close}
        />
      )}
    </>
  );
}
