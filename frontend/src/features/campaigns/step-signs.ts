import {
  IconArrowsSplit,
  IconBrandLinkedin,
  IconEye,
  IconHourglass,
  IconMail,
  IconMessage,
  IconPhone,
  IconSend,
} from '@tabler/icons-react';

import { type Kind } from './sequence';

export const stepSigns: Record<Kind, typeof IconMail> = {
  email: IconMail,
  wait: IconHourglass,
  linkedin_invitation: IconBrandLinkedin,
  linkedin_message: IconMessage,
  linkedin_inmail: IconSend,
  linkedin_visit: IconEye,
  call_task: IconPhone,
  fork: IconArrowsSplit,
};
