/** What the address of the queue holds: filters, and the message in view. */
export interface ReviewSearch {
  draft?: string;
  campaign?: string;
  channel?: 'email' | 'linkedin';
  state?: 'blocked';
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const parseReviewSearch = (search: Record<string, unknown>): ReviewSearch => ({
  draft: text(search.draft),
  campaign: text(search.campaign),
  channel: search.channel === 'email' || search.channel === 'linkedin' ? search.channel : undefined,
  state: search.state === 'blocked' ? search.state : undefined,
});
