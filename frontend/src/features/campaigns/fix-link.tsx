import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { type Fix } from './fixes';

interface FixLinkProps {
  fix: Fix;
  campaignId: string;
  label: string;
  /** The same, saying what: buttons of a list are told apart without seeing them. */
  fullLabel: string;
}

export function FixLink({ fix, campaignId, label, fullLabel }: FixLinkProps) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={fullLabel}
      renderRoot={(props) =>
        fix.to === '/campaigns/$campaignId' ? (
          <Link
            {...props}
            to="/campaigns/$campaignId"
            params={{ campaignId }}
            search={fix.search}
          />
        ) : (
          <Link {...props} to={fix.to} />
        )
      }
    >
      {label}
    </Button>
  );
}
