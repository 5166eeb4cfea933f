import { useLanguage } from '@/i18n';
import { formatDate, formatInstant, formatLong } from '@/lib/dates';
import { useBusinessNow } from '@/lib/session';

interface TimeTextProps {
  at: string;
  /** `instant` shows the hour, with its date when older than a day. */
  shape?: 'instant' | 'date';
}

export function TimeText({ at, shape = 'instant' }: TimeTextProps) {
  const { language } = useLanguage();
  const now = useBusinessNow(60_000);
  const instant = new Date(at);
  const shown =
    shape === 'date' ? formatDate(language, instant) : formatInstant(language, instant, now);
  return (
    <time dateTime={at} title={formatLong(language, instant)} className="tabular">
      {shown}
    </time>
  );
}
