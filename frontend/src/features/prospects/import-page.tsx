import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { PageHeader } from '@/components/ui/page-header';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { Steps } from '@/components/ui/steps';
import { useText } from '@/i18n';

import { ImportCheck } from './import-check';
import { ImportFile } from './import-file';
import { ImportMapping } from './import-mapping';
import { ImportResult } from './import-result';
import { useImport } from './queries';

const route = getRouteApi('/app/prospects/import');

/** File, columns, check, result (SRC-1). The import's id is in the address: the tab may be closed. */
export function ImportPage() {
  const text = useText('imports');
  const { id } = route.useSearch();
  return (
    <>
      <PageHeader
        above={
          <Anchor
            size="sm"
            c="dimmed"
            underline="hover"
            w="fit-content"
            renderRoot={(props) => (
              <Link to="/prospects" activeOptions={{ exact: true }} {...props} />
            )}
          >
            <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: -2 }} />{' '}
            {text('seeProspects')}
          </Anchor>
        }
        title={text('title')}
        description={text('intro')}
      />
      {id === undefined ? (
        <>
          <ImportSteps active={0} />
          <ImportFile />
        </>
      ) : (
        <OneImport key={id} importId={id} />
      )}
    </>
  );
}

function OneImport({ importId }: { importId: string }) {
  const batch = useImport(importId);
  const [isMapped, setIsMapped] = useState(false);

  if (batch.isPending) return <CardsSkeleton cards={2} />;
  if (batch.isError) return <ProblemNote error={batch.error} onRetry={batch.refetch} />;

  if (batch.data.state !== 'checked') {
    return (
      <>
        <ImportSteps active={batch.data.state === 'running' ? 3 : 4} />
        <ImportResult batch={batch.data} />
      </>
    );
  }
  return isMapped ? (
    <>
      <ImportSteps active={2} />
      <ImportCheck batch={batch.data} onBack={() => setIsMapped(false)} />
    </>
  ) : (
    <>
      <ImportSteps active={1} />
      <ImportMapping batch={batch.data} onMapped={() => setIsMapped(true)} />
    </>
  );
}

function ImportSteps({ active }: { active: number }) {
  const text = useText('imports');
  const names = [text('stepFile'), text('stepMapping'), text('stepCheck'), text('stepResult')];
  return <Steps active={active} names={names} label={text('steps')} />;
}
