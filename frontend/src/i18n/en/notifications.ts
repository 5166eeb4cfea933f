import { type Translation } from '../catalogue';
import { type notifications as french } from '../fr/notifications';

export const notifications: Translation<typeof french> = {
  title: 'Notifications',
  description: 'What needs your attention, by your role.',
  empty: 'Nothing waits for you',
  emptyText: 'An interested reply, a disconnected account or a rights request would show here.',
  emptyAction: 'See the day',
  more: 'Show more',
  new: 'New',
  choice: 'What you want to see',
  choiceText: 'For you alone, in this workspace.',
  duty: 'Always shown: it is a duty.',
  kind_interested_reply: 'Interested reply',
  kind_meeting_booked: 'Meeting booked',
  kind_objection_doubt: 'Objection to confirm',
  kind_rights_request: 'Rights request',
  kind_account_disconnected: 'Account disconnected',
  kind_sending_stopped: 'Sending stopped by STOP',
  kind_health_stop: 'Account paused for its health',
  kind_incident: 'Security incident',
  kind_payment_failed: 'Payment refused',
  kind_credits_low: 'Credits running low',
  kind_import_finished: 'Import finished',
};
