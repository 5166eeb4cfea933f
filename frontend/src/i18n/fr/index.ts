import { accounts } from './accounts';
import { campaigns } from './campaigns';
import { common } from './common';
import { imports } from './imports';
import { inbox } from './inbox';
import { prospects } from './prospects';
import { results } from './results';
import { review } from './review';
import { salesbook } from './salesbook';
import { settings } from './settings';
import { shell } from './shell';
import { today } from './today';

export const fr = {
  common,
  shell,
  accounts,
  today,
  salesbook,
  prospects,
  imports,
  settings,
  campaigns,
  review,
  inbox,
  results,
};
