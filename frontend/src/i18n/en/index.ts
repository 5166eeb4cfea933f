import { type Catalogue } from '../catalogue';
import { accounts } from './accounts';
import { billing } from './billing';
import { campaigns } from './campaigns';
import { common } from './common';
import { imports } from './imports';
import { inbox } from './inbox';
import { privacy } from './privacy';
import { prospects } from './prospects';
import { results } from './results';
import { review } from './review';
import { salesbook } from './salesbook';
import { search } from './search';
import { security } from './security';
import { sending } from './sending';
import { settings } from './settings';
import { shell } from './shell';
import { team } from './team';
import { today } from './today';

export const en: Catalogue = {
  common,
  shell,
  accounts,
  today,
  salesbook,
  privacy,
  prospects,
  imports,
  search,
  security,
  settings,
  team,
  billing,
  campaigns,
  review,
  inbox,
  results,
  sending,
};
