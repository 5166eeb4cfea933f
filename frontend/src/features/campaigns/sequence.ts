import { type CampaignView, type StepAsk } from '@/api/generated/types.gen';

export const KINDS = [
  'email',
  'wait',
  'linkedin_invitation',
  'linkedin_message',
  'linkedin_inmail',
  'linkedin_visit',
  'call_task',
  'fork',
] as const;
export type Kind = (typeof KINDS)[number];

export const QUESTIONS = ['accepted', 'replied', 'email_known', 'phone_known'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What follows: the step below, the end, or a step by its key. */
export const FOLLOWING = '';
export const END = 'end';

/** A step while it is edited; `key` is ours, `id` the server's once it is saved. */
export interface DraftStep {
  key: string;
  id: string | null;
  kind: Kind;
  wait_days: number;
  working_days: boolean;
  objective: string;
  with_note: boolean;
  fork_on: Question;
  within_days: number;
  next: string;
  otherwise: string;
}

export const MOST_DAYS = 60;
const DEFAULT_WAIT = 3;
export const ACCEPT_DAYS = { least: 3, most: 21, usual: 10 };

export const takesTime = (question: Question) => question === 'accepted' || question === 'replied';

export const aStep = (kind: Kind, waitDays = DEFAULT_WAIT): DraftStep => ({
  key: crypto.randomUUID(),
  id: null,
  kind,
  wait_days: waitDays,
  working_days: false,
  objective: '',
  with_note: true,
  fork_on: 'accepted',
  within_days: ACCEPT_DAYS.usual,
  next: FOLLOWING,
  otherwise: FOLLOWING,
});

const kindOf = (kind: string): Kind => KINDS.find((one) => one === kind) ?? 'email';
const questionOf = (question: string | null): Question =>
  QUESTIONS.find((one) => one === question) ?? 'accepted';

export const draftOf = (steps: CampaignView['steps']): DraftStep[] =>
  steps.map((step) => ({
    key: step.id,
    id: step.id,
    kind: kindOf(step.kind),
    wait_days: step.wait_days,
    working_days: step.working_days,
    objective: step.objective,
    with_note: step.with_note,
    fork_on: questionOf(step.fork_on),
    within_days: step.within_days,
    next: step.next,
    otherwise: step.otherwise,
  }));

export const isWritten = (kind: Kind) =>
  kind === 'email' ||
  kind === 'linkedin_invitation' ||
  kind === 'linkedin_message' ||
  kind === 'linkedin_inmail';

/** Only what a step of its kind has. */
export const askOf = (steps: readonly DraftStep[]): StepAsk[] =>
  steps.map((step) => {
    const { key, id, kind, next } = step;
    if (kind === 'wait') {
      return { key, id, kind, next, wait_days: step.wait_days, working_days: step.working_days };
    }
    if (kind === 'fork') {
      const { fork_on: question, otherwise } = step;
      const days = takesTime(question) ? step.within_days : 0;
      return { key, id, kind, next, otherwise, fork_on: question, within_days: days };
    }
    const said = { key, id, kind, next, objective: step.objective.trim() };
    return kind === 'linkedin_invitation' ? { ...said, with_note: step.with_note } : said;
  });

const placesAfter = (steps: readonly DraftStep[], at: number): [number, number][] => {
  const step = steps[at];
  if (!step) return [];
  const placeOf = (target: string) =>
    target === FOLLOWING ? at + 1 : steps.findIndex(({ key }) => key === target);
  if (step.kind !== 'fork')
    return [[placeOf(step.next), step.kind === 'wait' ? step.wait_days : 0]];
  const days = takesTime(step.fork_on) ? step.within_days : 0;
  return [
    [placeOf(step.next), 0],
    [placeOf(step.otherwise), days],
  ];
};

/** The latest day of each step, counted from enrolment; a way back counts once. */
export function daysOf(steps: readonly DraftStep[]): number[] {
  const days = steps.map(() => 0);
  steps.forEach((_, at) => {
    for (const [after, wait] of placesAfter(steps, at)) {
      const known = days[after];
      if (known !== undefined) days[after] = Math.max(known, (days[at] ?? 0) + wait);
    }
  });
  return days;
}

export function moved(steps: readonly DraftStep[], from: number, to: number): DraftStep[] {
  const next = [...steps];
  const [step] = next.splice(from, 1);
  if (step) next.splice(to, 0, step);
  return next;
}

/** What led to the removed step leads to the one below instead. */
export const without = (steps: readonly DraftStep[], at: number): DraftStep[] => {
  const gone = steps[at]?.key;
  const led = (target: string) => (target === gone ? FOLLOWING : target);
  return steps
    .filter((_, place) => place !== at)
    .map((step) => ({ ...step, next: led(step.next), otherwise: led(step.otherwise) }));
};

export const isSame = (a: readonly DraftStep[], b: readonly DraftStep[]): boolean =>
  JSON.stringify(askOf(a)) === JSON.stringify(askOf(b));

/** Whether a stored step is taken out, so that people may stand at it. */
export const takesOut = (before: readonly DraftStep[], after: readonly DraftStep[]): boolean =>
  before.some(({ key }) => !after.some((step) => step.key === key));

/** E-mail, invitation, ten days for its acceptance: a message if it came, else an e-mail. */
const forked = () => {
  const message = { ...aStep('linkedin_message'), next: END };
  const mail = aStep('email');
  const fork = { ...aStep('fork'), next: message.key, otherwise: mail.key };
  return [aStep('email'), aStep('wait', 2), aStep('linkedin_invitation'), fork, message, mail];
};

export const templates = {
  multichannel: () => [
    aStep('email'),
    aStep('wait', 3),
    aStep('linkedin_invitation'),
    aStep('wait', 4),
    aStep('email'),
  ],
  forked,
  email: () => [aStep('email'), aStep('wait', 3), aStep('email'), aStep('wait', 5), aStep('email')],
};
