import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode } from 'react';

import { useText } from '@/i18n';

interface PagingProps {
  onPrevious?: () => void;
  onNext?: () => void;
  children?: ReactNode;
}

/** Cursors only know the next page; the caller keeps the way back. */
export function Paging({ onPrevious, onNext, children }: PagingProps) {
  const text = useText('common');
  if (!onPrevious && !onNext && !children) return null;
  return (
    <Group role="navigation" aria-label={text('pages')} justify="space-between" mt="md" gap="xs">
      <div>{children}</div>
      {(onPrevious || onNext) && (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            disabled={!onPrevious}
            leftSection={<IconChevronLeft aria-hidden size={14} />}
            onClick={onPrevious}
          >
            {text('previous')}
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={!onNext}
            rightSection={<IconChevronRight aria-hidden size={14} />}
            onClick={onNext}
          >
            {text('next')}
          </Button>
        </Group>
      )}
    </Group>
  );
}
