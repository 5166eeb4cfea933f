import { Text } from '@mantine/core';

import { useText } from '@/i18n';

import classes from './score-badge.module.css';

export type Band = 'very_good' | 'good' | 'to_check' | 'weak';

interface ScoreBadgeProps {
  score: number | null;
  band: Band | null;
  size?: 'sm' | 'lg';
}

/** Number, bar and word: never the colour alone (product.md 4.6). */
export function ScoreBadge({ score, band, size = 'sm' }: ScoreBadgeProps) {
  const text = useText('common');
  if (score === null || band === null) {
    return (
      <Text component="span" c="dimmed" aria-label={text('scoreNone')}>
        –
      </Text>
    );
  }
  const says = text(`band_${band}`);
  const label = text('score', { score, band: says });
  return (
    <span
      className={classes.score}
      data-band={band}
      data-size={size}
      role="img"
      aria-label={label}
      title={label}
    >
      <span className={classes.value}>{score}</span>
      <span className={classes.track}>
        <span className={classes.fill} style={{ width: `${score}%` }} />
      </span>
      {size === 'lg' && <span className={classes.word}>{says}</span>}
    </span>
  );
}
