import { type Tab } from './campaign-search';

/** Where something that is missing, or holds back a message, can be put right. */
export type Fix =
  | { to: '/campaigns/$campaignId'; search: { tab?: Tab; edit?: true } }
  | { to: '/salesbook' | '/prospects' | '/review' | '/inbox' | '/settings/accounts' };

const here = (tab: Tab): Fix => ({ to: '/campaigns/$campaignId', search: { tab } });
const edit: Fix = { to: '/campaigns/$campaignId', search: { edit: true } };
const accounts: Fix = { to: '/settings/accounts' };
const salesbook: Fix = { to: '/salesbook' };
const prospects: Fix = { to: '/prospects' };
const review: Fix = { to: '/review' };

const fixes: Partial<Record<string, Fix>> = {
  'sequence-incomplete': here('sequence'),
  'nobody-enrolled': here('prospects'),
  'lia-missing': here('lia'),
  'lia-review-due': here('lia'),
  'mailbox-missing': edit,
  'linkedin-missing': edit,
  'mailbox-disconnected': accounts,
  'linkedin-disconnected': accounts,
  'company-identity-missing': salesbook,
  'legal-kind-missing': salesbook,
  'register-number-missing': salesbook,
  'notice-address-missing': salesbook,
  'notice-rights-email-missing': salesbook,
  'offer-missing': salesbook,
  'call-to-action-missing': salesbook,
  'persona-missing': salesbook,
  waiting_approval: review,
  approval_outdated: review,
  sender_disconnected: accounts,
  sender_paused: accounts,
  company_cap: accounts,
  daily_limit: accounts,
  linkedin_push_back: accounts,
  no_contact_point: prospects,
  legal_basis_missing: prospects,
  lia_missing: here('lia'),
  mandate_missing: here('autopilot'),
  mandate_expired: here('autopilot'),
  plan_drift: here('autopilot'),
  notice_missing: salesbook,
  replied: { to: '/inbox' },
};

/** Undefined for what clears by itself, or what nobody may lift. */
export const fixOf = (code: string): Fix | undefined => fixes[code];
