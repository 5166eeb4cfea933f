import { accounts } from './accounts';
import { audit } from './audit';
import { autopilot } from './autopilot';
import { billing } from './billing';
import { campaigns } from './campaigns';
import { common } from './common';
import { help } from './help';
import { imports } from './imports';
import { inbox } from './inbox';
import { integrations } from './integrations';
import { notifications } from './notifications';
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
import { tasks } from './tasks';
import { team } from './team';
import { today } from './today';

export const fr = {
  common,
  shell,
  accounts,
  today,
  salesbook,
  privacy,
  prospects,
  help,
  imports,
  search,
  security,
  settings,
  team,
  integrations,
  audit,
  autopilot,
  billing,
  campaigns,
  review,
  inbox,
  notifications,
  results,
  sending,
  tasks,
};
