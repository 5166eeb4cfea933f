export const help = {
  title: 'Aide',
  description: 'Une question, un problème : nous vous répondons.',
  chat: 'Discuter avec l’assistance',
  chatText:
    'La discussion est celle d’Intercom, notre prestataire. Rien n’en est chargé avant que vous ne cliquiez.',
  told: 'En ouvrant la discussion, votre nom et votre adresse e-mail sont transmis à Intercom, qui dépose des cookies pour la reconnaître :',
  visitorCookies: 'visiteur et appareil : 9 mois',
  sessionCookie: 'session : 1 semaine, effacée à la déconnexion',
  noProspects:
    'Aucune donnée de prospect n’est transmise : n’en écrivez pas non plus dans la discussion.',
  open: 'Ouvrir la discussion',
  opened: 'La discussion est ouverte.',
  mail: 'Écrire à l’assistance',
  mailText: 'Sans cookie ni prestataire de discussion.',
} as const;
