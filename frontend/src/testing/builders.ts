import {
  type CreditsView,
  type ProspectRowView,
  type SenderView,
  type SessionView,
} from '@/api/generated/types.gen';

/** What an owner may do. */
const PERMISSIONS = [
  'salesbook:read',
  'salesbook:edit',
  'prospects:read',
  'prospects:write',
  'campaigns:read',
  'campaigns:create',
  'campaigns:launch',
  'lia:sign',
  'drafts:read',
  'drafts:approve',
  'inbox:read',
  'inbox:answer',
  'senders:connect',
  'suppression:add',
  'enrichment:run',
  'results:read',
  'credits:read',
  'members:add',
] as const;

export const aSession = (over: Partial<SessionView> = {}): SessionView => ({
  user: {
    id: 'u-1',
    email: 'claire.moreau@atelier-nord.example',
    first_name: 'Claire',
    last_name: 'Moreau',
    locale: 'fr',
  },
  workspace: { id: 'w-1', name: 'Atelier Nord', country: 'FR' },
  role: 'owner',
  permissions: [...PERMISSIONS],
  mode: 'sandbox',
  business_now: '2026-11-24T09:42:00.000Z',
  time_speed: 360,
  ...over,
});

export const aCredits = (over: Partial<CreditsView> = {}): CreditsView => ({
  available: 120,
  reserved: 10,
  spent: 20,
  ...over,
});

export const aProspectRow = (over: Partial<ProspectRowView> = {}): ProspectRowView => ({
  id: 'p-1',
  full_name: 'Hélène Garnier',
  first_name: 'Hélène',
  last_name: 'Garnier',
  job_title: 'Directrice commerciale',
  company: 'Solstice Logistique',
  email: null,
  email_status: null,
  linkedin_url: 'https://www.linkedin.com/in/helene-garnier',
  stage: 'new',
  score: 84,
  band: 'very_good',
  verdict: 'kept',
  tags: ['salon'],
  opted_out: false,
  source: 'Sales Navigator',
  added_at: '2026-11-23T08:30:00.000Z',
  last_activity_at: '2026-11-24T08:12:00.000Z',
  ...over,
});

export const aSender = (over: Partial<SenderView> = {}): SenderView => ({
  id: 's-1',
  kind: 'mailbox',
  address: 'claire@atelier-nord.example',
  display_name: 'Claire Moreau',
  state: 'connected',
  mode: 'automated',
  limits: {
    per_day: 40,
    per_hour: 12,
    used_today: 6,
    per_week: null,
    next_free_at: '2026-11-24T09:50:00.000Z',
    binding: 'ramp_up',
  },
  owner_id: 'u-1',
  problem: '',
  connected_at: '2026-11-20T09:00:00.000Z',
  ...over,
});
