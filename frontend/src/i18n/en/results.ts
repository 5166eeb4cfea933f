import { type Translation } from '../catalogue';
import { type results as french } from '../fr/results';

export const results: Translation<typeof french> = {
  title: 'Results',
  intro: 'Counted facts, by campaign and by step. No open rate: LEO does not track opens.',
  'empty.title': 'Nothing to measure before a first message leaves',
  'empty.text': 'Figures appear here as soon as messages leave.',
  'empty.action': 'Launch a campaign',
  caption: 'Results by campaign',
  'steps.show': 'Show the steps of {name}',
  'steps.hide': 'Hide the steps of {name}',
  'column.campaign': 'Campaign',
  'column.sent': 'Sent',
  'column.delivered': 'Delivered',
  'column.replied': 'Replies',
  'column.interested': 'Interested',
  'column.opposed': 'Objections',
  'column.bounced': 'Bounces',
  'column.rate': 'Reply rate',
  total: 'Overall',
  'rate.unmeasurable': 'Not measurable yet',
  'rate.floor': 'A rate is shown only from 50 messages sent.',
  'step.email': 'E-mail {number}',
  'step.linkedin_invitation': 'LinkedIn invitation',
  note: 'Delivered: accepted and not bounced. Automatic replies do not count as replies.',
};
