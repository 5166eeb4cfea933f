export const TABS = [
  'overview',
  'sequence',
  'prospects',
  'tasks',
  'simulation',
  'autopilot',
  'lia',
  'results',
] as const;

export type Tab = (typeof TABS)[number];

export const isTab = (value: unknown): value is Tab => TABS.some((tab) => tab === value);

/** The part of the campaign in view (the overview needs no mention), and the form over it. */
export const parseCampaignSearch = (
  search: Record<string, unknown>,
): { tab?: Tab; edit?: true } => ({
  tab: isTab(search.tab) && search.tab !== 'overview' ? search.tab : undefined,
  edit: search.edit === true ? true : undefined,
});
