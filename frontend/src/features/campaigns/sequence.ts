import { type CampaignView } from '@/api/generated/types.gen';

export type Kind = 'email' | 'linkedin_invitation' | 'wait';

/** A step while it is edited; `key` is ours, `id` the server's once it is saved. */
export interface DraftStep {
  key: string;
  id: string | null;
  kind: Kind;
  wait_days: number;
  objective: string;
}

export const MOST_DAYS = 60;
const DEFAULT_WAIT = 3;

export const aStep = (kind: Kind, waitDays = DEFAULT_WAIT): DraftStep => ({
  key: crypto.randomUUID(),
  id: null,
  kind,
  wait_days: waitDays,
  objective: '',
});

const kindOf = (kind: string): Kind =>
  kind === 'wait' || kind === 'linkedin_invitation' ? kind : 'email';

export const draftOf = (steps: CampaignView['steps']): DraftStep[] =>
  steps.map((step) => ({
    key: step.id,
    id: step.id,
    kind: kindOf(step.kind),
    wait_days: step.wait_days,
    objective: step.objective,
  }));

/** Only what a step of its kind has. */
export const askOf = (steps: readonly DraftStep[]) =>
  steps.map(({ id, kind, wait_days: days, objective }) =>
    kind === 'wait'
      ? { id, kind, wait_days: days, objective: '' }
      : { id, kind, wait_days: 0, objective: objective.trim() },
  );

/** The day of each step, counted from enrolment. */
export function daysOf(steps: readonly DraftStep[]): number[] {
  let day = 0;
  return steps.map((step) => {
    const at = day;
    if (step.kind === 'wait') day += step.wait_days;
    return at;
  });
}

export function moved(steps: readonly DraftStep[], from: number, to: number): DraftStep[] {
  const next = [...steps];
  const [step] = next.splice(from, 1);
  if (step) next.splice(to, 0, step);
  return next;
}

export const isSame = (a: readonly DraftStep[], b: readonly DraftStep[]): boolean =>
  JSON.stringify(askOf(a)) === JSON.stringify(askOf(b));

export const templates = {
  multichannel: () => [
    aStep('email'),
    aStep('wait', 3),
    aStep('linkedin_invitation'),
    aStep('wait', 4),
    aStep('email'),
  ],
  email: () => [aStep('email'), aStep('wait', 3), aStep('email'), aStep('wait', 5), aStep('email')],
};
