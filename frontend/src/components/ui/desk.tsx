import { type ReactNode } from 'react';

import classes from './desk.module.css';

interface DeskProps {
  list: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
  /** On a narrow screen: the item instead of the list. */
  isItemOpen: boolean;
}

/**
 * A list, the item in view and what is known about it. Narrower screens put the last under the
 * item; the narrowest show either the list or the item.
 */
export function Desk({ list, children, aside, isItemOpen }: DeskProps) {
  return (
    <div className={classes.room}>
      <div className={classes.desk} data-item={isItemOpen || undefined}>
        <div className={classes.list}>{list}</div>
        <div className={classes.item}>{children}</div>
        {aside && <div className={classes.aside}>{aside}</div>}
      </div>
    </div>
  );
}
