import { Anchor, Text } from '@mantine/core';
import { useEffect } from 'react';

import { type ChangeNoticeView } from '@/api/generated/types.gen';
import { TimeText } from '@/components/ui/time-text';
import { useLanguage, useText } from '@/i18n';

import { useChangeNotices, useNoteChangeSeen } from './queries';

/** What takes effect soon: shown to every member, and noted as shown. */
export function ChangeBanner() {
  const notices = useChangeNotices();
  return notices.data?.items.map((notice) => <ChangeLine key={notice.id} notice={notice} />);
}

function ChangeLine({ notice }: { notice: ChangeNoticeView }) {
  const text = useText('privacy');
  const { language } = useLanguage();
  const { mutate } = useNoteChangeSeen();
  useEffect(() => mutate({ path: { notice_id: notice.id } }), [mutate, notice.id]);
  return (
    <Text component="aside" size="sm" px="md" py="xs" aria-label={text('changes.label')}>
      <strong>
        {notice.title} · {text('changes.on')} <TimeText at={notice.effective_on} shape="date" />
      </strong>{' '}
      {language === 'fr' ? notice.summary : notice.summary_en}{' '}
      {notice.mode === 'explicit' && `${text('changes.duty')} `}
      <Anchor href={notice.changes_path ?? '/trust'} target="_blank" inherit>
        {text('changes.read')}
      </Anchor>
    </Text>
  );
}
