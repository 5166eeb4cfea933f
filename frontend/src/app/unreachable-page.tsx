import { Container } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';

import { ProblemNote } from '@/components/ui/problem-note';
import { toProblem } from '@/lib/problem';

import { CrashedPage } from './stray-pages';

/** The session itself could not be read: nothing else can be shown. */
export function UnreachablePage({ error }: ErrorComponentProps) {
  const router = useRouter();
  const isDefect = error instanceof Error && !(error instanceof TypeError);
  if (isDefect && toProblem(error).code === 'unavailable') return <CrashedPage />;
  return (
    <Container component="main" size="xs" py={80}>
      <ProblemNote error={error} onRetry={() => router.invalidate()} />
    </Container>
  );
}
