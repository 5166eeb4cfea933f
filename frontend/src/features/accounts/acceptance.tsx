import { Anchor, Checkbox } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';

import { type PolicyView } from '@/api/generated/types.gen';
import { useText } from '@/i18n';
import { useDates } from '@/lib/dates';

const PolicyDialog = lazy(() =>
  import('./policy-dialog').then((module) => ({ default: module.PolicyDialog })),
);

interface AcceptanceProps {
  policy: PolicyView;
  isAccepted: boolean;
  onChange: (isAccepted: boolean) => void;
  error?: string;
}

/** The published version, readable before it is accepted. */
export function Acceptance({ policy, isAccepted, onChange, error }: AcceptanceProps) {
  const text = useText('accounts');
  const dates = useDates();
  const [isOpen, reading] = useDisclosure(false);
  return (
    <div>
      <Checkbox
        label={text('policy', { version: policy.version, date: dates.date(policy.published_on) })}
        checked={isAccepted}
        onChange={(event) => onChange(event.currentTarget.checked)}
        error={error}
      />
      <Anchor component="button" type="button" size="sm" ml={32} mt={4} onClick={reading.open}>
        {text('policyRead')}
      </Anchor>
      {isOpen && (
        <Suspense fallback={null}>
          <PolicyDialog policy={policy} onClose={reading.close} />
        </Suspense>
      )}
    </div>
  );
}
