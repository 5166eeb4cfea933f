import {
  IconAddressBook,
  IconBook2,
  IconChartBar,
  IconChecklist,
  IconChecks,
  IconInbox,
  IconMailForward,
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
  { name: 'tasks', to: '/tasks', icon: IconChecklist, key: 't' },
  { name: 'sending', to: '/sending', icon: IconMailForward, key: 'e' },
  { name: 'results', to: '/results', icon: IconChartBar, key: 'r' },
] as const;

/** Everywhere the command palette leads; `name` is the text of the shell that says it. */
export const COMMANDS = [
  ...PLACES,
  { name: 'newCampaign', to: '/campaigns/new' },
  { name: 'importProspects', to: '/prospects/import' },
  { name: 'connectedAccounts', to: '/settings/accounts' },
  { name: 'credits', to: '/settings/credits' },
  { name: 'account', to: '/settings/profile' },
  { name: 'help', to: '/help' },
] as const;
