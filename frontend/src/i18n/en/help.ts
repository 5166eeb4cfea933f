import { type Translation } from '../catalogue';
import { type help as french } from '../fr/help';

export const help: Translation<typeof french> = {
  title: 'Help',
  description: 'A question, a problem: we answer.',
  chat: 'Chat with support',
  chatText: 'The chat is that of Intercom, our provider. Nothing of it is loaded before you click.',
  told: 'Opening the chat passes your name and e-mail address on to Intercom, which sets cookies to recognise it:',
  visitorCookies: 'visitor and device: 9 months',
  sessionCookie: 'session: 1 week, erased when you sign out',
  noProspects: 'No prospect data are passed on: do not write any in the chat either.',
  open: 'Open the chat',
  opened: 'The chat is open.',
  mail: 'Write to support',
  mailText: 'Without a cookie or a chat provider.',
};
