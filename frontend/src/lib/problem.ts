import { type Fault, type Problem } from '@/api/generated/types.gen';

/** Problems the server never said: the line is cut, or something between us answered. */
export type LocalCode = 'offline' | 'unavailable';

const local = (code: LocalCode, status: number): Problem => ({
  type: 'about:blank',
  title: '',
  status,
  detail: '',
  instance: '',
  code,
  errors: [],
});

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Problem).code === 'string' &&
    typeof (value as Problem).status === 'number' &&
    Array.isArray((value as Problem).errors)
  );
}

/** What was thrown, as a problem: a dropped connection is a TypeError, whatever the types say. */
export function toProblem(thrown: unknown): Problem {
  if (isProblem(thrown)) return thrown;
  if (thrown instanceof TypeError) return local('offline', 0);
  return local('unavailable', 503);
}

export const isUnauthenticated = (thrown: unknown): boolean => toProblem(thrown).status === 401;

const last = (pointer: string) => pointer.slice(pointer.lastIndexOf('/') + 1);

/** What to write under the field a pointer names: `/proofs/0/text`, or its last part alone. */
export function faultOf(thrown: unknown, pointer: string): string | undefined {
  if (thrown === null || thrown === undefined) return undefined;
  const faults: Fault[] = toProblem(thrown).errors;
  const fault =
    faults.find((one) => one.pointer === `/${pointer}`) ??
    faults.find((one) => !pointer.includes('/') && last(one.pointer) === pointer);
  return fault?.detail;
}
