import { SegmentedControl, Text, Title } from '@mantine/core';
import { type ReactNode } from 'react';

import { useLanguage, useText } from '@/i18n';
import { isLanguage } from '@/i18n/catalogue';

import classes from './welcome.module.css';

interface WelcomeProps {
  title: string;
  intro: string;
  children: ReactNode;
}

/** The frame of the pages before sign-in: the form, and what LEO promises. */
export function Welcome({ title, intro, children }: WelcomeProps) {
  const text = useText('accounts');
  const shell = useText('shell');
  const { language, speak } = useLanguage();
  const promises = [
    [text('promisePlan'), text('promisePlanText')],
    [text('promiseTruth'), text('promiseTruthText')],
    [text('promiseFree'), text('promiseFreeText')],
  ];

  return (
    <div className={classes.welcome}>
      <main className={classes.form}>
        <div className={classes.top}>
          <span className={classes.logo}>
            <img src="/leo.svg" alt="" width={26} height={26} />
            LEO Bizdev
          </span>
          <SegmentedControl
            size="xs"
            aria-label={text('language')}
            value={language}
            onChange={(chosen) => void (isLanguage(chosen) && speak(chosen))}
            data={[
              { value: 'fr', label: shell('french') },
              { value: 'en', label: shell('english') },
            ]}
          />
        </div>
        <div className={classes.middle}>
          <Title order={1} fz={26}>
            {title}
          </Title>
          <Text c="dimmed" mt={4} mb="xl">
            {intro}
          </Text>
          {children}
        </div>
      </main>
      <aside className={classes.promises}>
        <Text component="p" className={classes.promise}>
          {text('promise')}
        </Text>
        <dl className={classes.list}>
          {promises.map(([name, says]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      </aside>
    </div>
  );
}
