import {
  IconAddressBook,
  IconBook2,
  IconChartBar,
  IconChecks,
  IconInbox,
  IconSend2,
  IconSun,
} from '@tabler/icons-react';

/** The navigation, in order; `key` follows `g` on the keyboard (product.md 4.1, 4.5). */
export const PLACES = [
  { name: 'today', to: '/', icon: IconSun, key: 'a' },
  { name: 'salesbook', to: '/salesbook', icon: IconBook2, key: 's' },
  { name: 'prospects', to: '/prospects', icon: IconAddressBook, key: 'p' },
  { name: 'campaigns', to: '/campaigns', icon: IconSend2, key: 'c' },
  { name: 'review', to: '/review', icon: IconChecks, key: 'v' },
  { name: 'inbox', to: '/inbox', icon: IconInbox, key: 'b' },
  { name: 'results', to: '/results', icon: IconChartBar, key: 'r' },
] as const;
