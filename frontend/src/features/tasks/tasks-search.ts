/** Of one campaign only, when it is named; what is done instead of what is to do. */
export const parseTasksSearch = (
  search: Record<string, unknown>,
): { campaign?: string; done?: true } => ({
  campaign: typeof search.campaign === 'string' ? search.campaign.slice(0, 64) : undefined,
  done: search.done === true ? true : undefined,
});
