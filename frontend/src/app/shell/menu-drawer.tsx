import { Drawer } from '@mantine/core';
import { type ReactNode } from 'react';

import { useText } from '@/i18n';

import classes from './shell.module.css';

interface MenuDrawerProps {
  onClose: () => void;
  children: ReactNode;
}

/** The navigation on narrow screens. */
export function MenuDrawer({ onClose, children }: MenuDrawerProps) {
  const text = useText('shell');
  const common = useText('common');
  return (
    <Drawer
      opened
      onClose={onClose}
      size={280}
      padding={0}
      title={text('menu')}
      closeButtonProps={{ 'aria-label': common('close') }}
      classNames={{ header: classes.drawerHead, body: classes.drawerBody }}
    >
      {children}
    </Drawer>
  );
}
