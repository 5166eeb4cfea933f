import {
  type CreditsView,
  type ImportView,
  type OfferView,
  type OperationView,
  type PersonaView,
  type ProspectCard,
  type ProspectRowView,
  type ProspectsPage,
  type SalesbookView,
  type ScoreView,
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

export const aSalesbook = (over: Partial<SalesbookView> = {}): SalesbookView => ({
  company: {
    name: 'Atelier Nord',
    legal_name: 'Atelier Nord SAS',
    description: 'Nous préparons des rendez-vous.',
    postal_address: '12 rue de la Halle, 59000 Lille',
    rights_email: 'droits@atelier-nord.example',
    website: 'https://atelier-nord.example',
    countries: ['FR'],
  },
  offers: [anOffer()],
  personas: [aPersona()],
  completeness: { percent: 85, missing: ['valid-proof'] },
  revision: 4,
  version: 7,
  ...over,
});

export const anOffer = (over: Partial<OfferView> = {}): OfferView => ({
  id: 'o-1',
  name: 'Diagnostic commercial',
  promise: 'Savoir en deux semaines où se perdent vos affaires.',
  proofs: [
    {
      id: 'pr-1',
      text: '18 % de rendez-vous en plus',
      source: '',
      dated_on: null,
      expires_on: null,
    },
  ],
  forbidden_claims: ['garanti', 'leader'],
  price_policy: null,
  call_to_action: 'Un échange de 20 minutes',
  booking_link: null,
  allowed_link_hosts: [],
  sales_objections: [],
  revision: 3,
  ...over,
});

export const aPersona = (over: Partial<PersonaView> = {}): PersonaView => ({
  id: 'pe-1',
  name: 'Direction commerciale',
  tone: 'vous',
  language: 'fr',
  criteria: [
    {
      id: 'k-1',
      field: 'title',
      operator: 'contains',
      values: ['commercial'],
      mode: 'filter',
      weight: 1,
    },
  ],
  revision: 4,
  ...over,
});

export const aCard = (over: Partial<ProspectCard> = {}): ProspectCard => {
  return {
    ...aProspectRow(),
    phone: null,
    industry: 'Logistique',
    location: 'Lille',
    country: 'FR',
    domain: null,
    seniority: null,
    head_count: '180',
    details: [],
    contact_points: [
      {
        id: 'c-1',
        kind: 'linkedin',
        value: 'https://www.linkedin.com/in/helene-garnier',
        source: 'import',
        provider: null,
        obtained_at: '2026-11-22T09:00:00.000Z',
        verified_at: null,
        status: 'unverified',
        locked: false,
        professional: true,
      },
    ],
    score: aScore(),
    origin: {
      kind: 'imported',
      source: 'Sales Navigator',
      legal_basis: 'legitimate_interest',
      collected_on: '2026-11-20',
      import_id: 'i-1',
    },
    rights: { opted_out_at: null, restricted_at: null },
    version: 3,
    ...over,
  };
};

export const aScore = (over: Partial<ScoreView> = {}): ScoreView => ({
  value: 84,
  band: 'very_good',
  verdict: 'kept',
  persona_id: 'pe-1',
  reason: 'Elle correspond à trois de vos quatre critères.',
  lines: [
    {
      criterion_id: 'k-1',
      outcome: 'met',
      points: 34,
      label: 'La fonction contient commercial',
      evidence: 'Directrice commerciale',
      source: 'Sales Navigator',
      observed_at: '2026-11-22T09:00:00.000Z',
      stale: false,
    },
  ],
  missing: ['−8 : domaine web inconnu'],
  counterfactuals: ['92 si le domaine web était connu'],
  model_version: 'fit-1',
  salesbook_revision: 4,
  computed_at: '2026-11-23T09:00:00.000Z',
  ...over,
});

export const anImport = (over: Partial<ImportView> = {}): ImportView => ({
  id: 'i-1',
  state: 'checked',
  file_name: 'prospects.csv',
  size: 2048,
  encoding: 'windows-1252',
  delimiter: ';',
  format: 'generic',
  header: ['Prénom', 'Nom', 'Société', 'Remarque'],
  mapping: { Prénom: 'first_name', Nom: 'last_name', Société: 'company', Remarque: null },
  row_count: 12,
  sample: [{ Prénom: 'Hélène', Nom: 'Garnier', Société: 'Solstice', Remarque: 'à rappeler' }],
  warnings: [{ code: 'rows-too-wide', title: 'Lignes avec trop de cellules', rows: 2 }],
  already_imported: null,
  counts: { created: 0, updated: 0, skipped: 0, opposed: 0, failed: 0 },
  operation_id: null,
  created_at: '2026-11-24T09:00:00.000Z',
  finished_at: null,
  ...over,
});

export const anOperation = (over: Partial<OperationView> = {}): OperationView => ({
  id: 'op-1',
  kind: 'import',
  subject_id: 'i-1',
  state: 'done',
  done: 12,
  total: 12,
  errors: 0,
  eta_seconds: null,
  created_at: '2026-11-24T09:00:00.000Z',
  finished_at: '2026-11-24T09:01:00.000Z',
  problem: '',
  result: {},
  ...over,
});

export const aProspectsPage = (
  items: ProspectRowView[],
  over: Partial<ProspectsPage> = {},
): ProspectsPage => ({
  items,
  next: null,
  total: { count: items.length, capped: false },
  ...over,
});
