export const LABELS = [
  'interested',
  'meeting_booked',
  'not_now',
  'not_interested',
  'wrong_person',
  'referred',
  'out_of_office',
  'auto_reply',
  'opt_out',
  'to_qualify',
] as const;

export type Label = (typeof LABELS)[number];

export const isLabel = (value: unknown): value is Label => LABELS.some((label) => label === value);

/** The filters that the address of the inbox holds. */
export interface InboxSearch {
  label?: Label;
  state?: 'open' | 'closed';
}

export const parseInboxSearch = (search: Record<string, unknown>): InboxSearch => ({
  label: isLabel(search.label) ? search.label : undefined,
  state: search.state === 'open' || search.state === 'closed' ? search.state : undefined,
});
