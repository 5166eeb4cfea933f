import { Button } from '@mantine/core';
import { IconCompass, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { EmptyState } from '@/components/ui/empty-state';
import { useText } from '@/i18n';

export function NotFoundPage() {
  const text = useText('shell');
  return (
    <EmptyState
      icon={IconCompass}
      title={text('notFound')}
      action={
        <Button component={Link} to="/">
          {text('notFoundAction')}
        </Button>
      }
    >
      {text('notFoundText')}
    </EmptyState>
  );
}

/** A defect of the page itself: failed reads have their own notes. */
export function CrashedPage() {
  const text = useText('shell');
  return (
    <EmptyState
      icon={IconPlugConnectedX}
      title={text('crashed')}
      action={<Button onClick={() => window.location.reload()}>{text('reload')}</Button>}
    >
      {text('crashedText')}
    </EmptyState>
  );
}
