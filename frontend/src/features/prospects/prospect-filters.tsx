import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';

import { STAGES } from '@/components/ui/stage-badge';
import { useText } from '@/i18n';
import { useKeys } from '@/lib/keys';

import classes from './prospect-filters.module.css';
import { isFiltered, type ProspectSearch, SCORES, VERDICTS } from './prospect-search';
import { useTags } from './queries';

interface ProspectFiltersProps {
  search: ProspectSearch;
  onFilter: (change: Partial<ProspectSearch>) => void;
  onClear: () => void;
  children?: ReactNode;
}

export function ProspectFilters({ search, onFilter, onClear, children }: ProspectFiltersProps) {
  const text = useText('prospects');
  const common = useText('common');
  const tags = useTags();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(search.q ?? '');
  const filterWords = useDebouncedCallback(
    (q: string) => onFilter({ q: q.trim() || undefined }),
    250,
  );
  useKeys({ '/': () => input.current?.focus() });

  return (
    <search aria-label={text('filters')} className={classes.filters}>
      <TextInput
        ref={input}
        className={classes.words}
        type="search"
        aria-label={text('search')}
        placeholder={text('searchHint')}
        title={text('searchFirst')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          filterWords(event.currentTarget.value);
        }}
      />
      <NativeSelect
        aria-label={text('stage')}
        value={search.stage ?? ''}
        onChange={(event) =>
          onFilter({ stage: STAGES.find((one) => one === event.currentTarget.value) })
        }
        data={[
          { value: '', label: text('allStages') },
          ...STAGES.map((stage) => ({ value: stage, label: common(`stage_${stage}`) })),
        ]}
      />
      <NativeSelect
        aria-label={text('verdict')}
        value={search.verdict ?? ''}
        onChange={(event) =>
          onFilter({ verdict: VERDICTS.find((one) => one === event.currentTarget.value) })
        }
        data={[
          { value: '', label: text('allVerdicts') },
          ...VERDICTS.map((verdict) => ({ value: verdict, label: common(`verdict_${verdict}`) })),
        ]}
      />
      <NativeSelect
        aria-label={text('scoreMin')}
        value={String(search.score_min ?? '')}
        onChange={(event) =>
          onFilter({ score_min: Number(event.currentTarget.value) || undefined })
        }
        data={[
          { value: '', label: text('allScores') },
          ...SCORES.map((score) => ({ value: String(score), label: text('scoreFrom', { score }) })),
        ]}
      />
      {(tags.data?.items.length ?? 0) > 0 && (
        <NativeSelect
          aria-label={text('tag')}
          value={search.tag ?? ''}
          onChange={(event) => onFilter({ tag: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: text('allTags') },
            ...(tags.data?.items ?? []).map(({ tag, count }) => ({
              value: tag,
              label: `${tag} (${count})`,
            })),
          ]}
        />
      )}
      {children}
      {isFiltered(search) && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            setWords('');
            onClear();
          }}
        >
          {common('clearFilters')}
        </Button>
      )}
    </search>
  );
}
