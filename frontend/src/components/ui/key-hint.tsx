import { Kbd } from '@mantine/core';

/** The key of a button, shown beside its name; hidden from screen readers and narrow screens. */
export function KeyHint({ children }: { children: string }) {
  return (
    <Kbd size="xs" aria-hidden visibleFrom="sm">
      {children}
    </Kbd>
  );
}
