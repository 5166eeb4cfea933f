import {
  type ActionView,
  type CampaignFunnel,
  type CampaignView,
  type ConversationThread,
  type ConversationView,
  type EnrolmentView,
  type FunnelCounts,
  type ReviewView,
} from '@/api/generated/types.gen';

export const aReview = (over: Partial<ReviewView> = {}): ReviewView => ({
  draft_id: 'd-1',
  prospect: {
    id: 'p-1',
    full_name: 'Hélène Garnier',
    job_title: 'Directrice commerciale',
    company: 'Solstice Logistique',
    score: 84,
  },
  campaign: { id: 'c-1', name: 'Directions commerciales' },
  enrolment_id: 'e-1',
  step_index: 0,
  channel: 'email',
  kind: 'email',
  language: 'fr',
  subject: 'Vos trois recrutements à Lyon',
  segments: [
    { text: 'Bonjour Hélène,', kind: 'greeting', claims: [] },
    {
      text: 'Vous recrutez trois commerciaux à Lyon depuis octobre.',
      kind: 'about_prospect',
      claims: [
        {
          about: 'prospect',
          ref: 'f-1',
          quote: 'Trois postes de commercial ouverts à Lyon',
          source: 'Sales Navigator',
          observed_at: '2026-11-12T09:00:00.000Z',
          state: 'sourced',
        },
      ],
    },
    {
      text: 'Nos clients préparent leurs rendez-vous deux fois plus vite.',
      kind: 'about_us',
      claims: [
        {
          about: 'offer',
          ref: 'pr-1',
          quote: 'Étude menée auprès de 40 clients',
          source: 'Étude interne',
          observed_at: '2025-12-01T09:00:00.000Z',
          state: 'stale',
        },
      ],
    },
    {
      text: 'Seriez-vous disponible vingt minutes jeudi ?',
      kind: 'call_to_action',
      claims: [],
    },
  ],
  rendered: {
    subject: 'Vos trois recrutements à Lyon',
    text: 'Bonjour Hélène,\n\nVous recrutez trois commerciaux à Lyon depuis octobre.\n\nNos clients préparent leurs rendez-vous deux fois plus vite.\n\nSeriez-vous disponible vingt minutes jeudi ?\n\nClaire Moreau\nAtelier Nord, 12 rue du Port, 59000 Lille\n\n-- \n\nNe plus recevoir nos messages : https://leo.example/u/abc ou répondez STOP.\n',
    html: '<p>Bonjour Hélène,</p>',
    sha256: 'a'.repeat(64),
  },
  blocks: [],
  warnings: [],
  ai_generated: true,
  model: 'gpt',
  edited_by: '',
  rewrites: 0,
  versions: 1,
  state: 'to_approve',
  decided_at: null,
  created_at: '2026-11-24T08:30:00.000Z',
  expires_at: '2026-12-01T08:30:00.000Z',
  version: 1,
  ...over,
});

export const aQueue = (items: ReviewView[]) => ({ items, next: null, total: items.length });

export const anAction = (over: Partial<ActionView> = {}): ActionView => ({
  id: 'a-1',
  kind: 'email',
  channel: 'email',
  prospect_id: 'p-1',
  campaign_id: 'c-1',
  enrolment_id: 'e-1',
  step_id: 'st-1',
  sender_id: 's-1',
  state: 'ready',
  code: '',
  planned_at: '2026-11-24T09:42:10.000Z',
  next_at: '2026-11-24T10:42:00.000Z',
  undo_until: '2026-11-24T17:50:00.000Z',
  reasons: [],
  sent_at: null,
  receipt: null,
  ...over,
});

export const aConversation = (over: Partial<ConversationView> = {}): ConversationView => ({
  id: 'v-1',
  prospect: {
    id: 'p-1',
    full_name: 'Hélène Garnier',
    job_title: 'Directrice commerciale',
    company: 'Solstice Logistique',
    stage: 'interested',
  },
  channel: 'email',
  subject: 'Re: Vos trois recrutements à Lyon',
  last_message_at: '2026-11-24T09:12:00.000Z',
  preview: 'Merci pour votre message. Jeudi à 14 h me convient.',
  label: 'interested',
  label_reason: 'Jeudi à 14 h me convient',
  decided_by: 'model',
  confidence: 0.94,
  proposal: null,
  flags: [],
  unread: true,
  state: 'open',
  campaign_id: 'c-1',
  ...over,
});

export const aThread = (over: Partial<ConversationThread> = {}): ConversationThread => ({
  ...aConversation(),
  messages: [
    {
      id: 'm-1',
      direction: 'out',
      state: 'sent',
      at: '2026-11-23T09:40:00.000Z',
      sender_name: 'Claire Moreau',
      subject: 'Vos trois recrutements à Lyon',
      text: 'Bonjour Hélène,\n\nSeriez-vous disponible vingt minutes jeudi ?',
      quoted: '',
      automatic: false,
      label: null,
      reason: '',
    },
    {
      id: 'm-2',
      direction: 'in',
      state: 'received',
      at: '2026-11-24T09:12:00.000Z',
      sender_name: 'Hélène Garnier',
      subject: 'Re: Vos trois recrutements à Lyon',
      text: 'Merci pour votre message. Jeudi à 14 h me convient.',
      quoted: '> Seriez-vous disponible vingt minutes jeudi ?',
      automatic: false,
      label: 'interested',
      reason: 'Jeudi à 14 h me convient',
    },
  ],
  ...over,
});

export const aCampaign = (over: Partial<CampaignView> = {}): CampaignView => ({
  id: 'c-1',
  name: 'Directions commerciales',
  offer_id: 'o-1',
  persona_id: 'per-1',
  goal: 'Obtenir un échange de 20 minutes',
  mailbox_id: 's-1',
  linkedin_id: null,
  mode: 'copilot',
  state: 'draft',
  steps: [
    { id: 'st-1', kind: 'email', wait_days: 0, objective: '' },
    { id: 'st-2', kind: 'wait', wait_days: 3, objective: '' },
    { id: 'st-3', kind: 'linkedin_invitation', wait_days: 0, objective: '' },
  ],
  lia: null,
  counts: { enrolled: 42, active: 42, finished: 0, stopped: 0 },
  created_at: '2026-11-20T08:30:00.000Z',
  launched_at: null,
  version: 3,
  ...over,
});

export const anEnrolment = (over: Partial<EnrolmentView> = {}): EnrolmentView => ({
  enrolment_id: 'e-1',
  prospect_id: 'p-1',
  full_name: 'Hélène Garnier',
  state: 'awaiting',
  step_index: 0,
  next_at: null,
  reason: '',
  ...over,
});

export const counts = (over: Partial<FunnelCounts> = {}): FunnelCounts => ({
  sent: 0,
  delivered: 0,
  replied: 0,
  interested: 0,
  opposed: 0,
  bounced: 0,
  ...over,
});

export const aFunnel = (over: Partial<CampaignFunnel> = {}): CampaignFunnel => ({
  campaign_id: 'c-1',
  name: 'Directions commerciales',
  state: 'running',
  totals: counts({ sent: 80, delivered: 78, replied: 12, interested: 5, opposed: 2, bounced: 2 }),
  steps: [
    {
      step_id: 'st-1',
      kind: 'email',
      label: '',
      ...counts({ sent: 60, delivered: 58, replied: 9, interested: 4, opposed: 2, bounced: 2 }),
    },
    {
      step_id: 'st-3',
      kind: 'linkedin_invitation',
      label: '',
      ...counts({ sent: 20, delivered: 20, replied: 3, interested: 1 }),
    },
  ],
  ...over,
});
