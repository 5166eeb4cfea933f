import { type ChangeEvent, useState } from 'react';

import { faultOf } from './problem';

type TextKeys<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T] & string;

type Typed = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

/** What a form holds until the server has it, and what the server says of each field. */
export function useFields<T extends object>(initial: T, error: unknown = null) {
  const [values, setValues] = useState(initial);
  const [missing, setMissing] = useState<readonly string[]>([]);

  const set = <K extends keyof T>(name: K, value: T[K]) => {
    setValues((before) => ({ ...before, [name]: value }));
    setMissing((before) => before.filter((one) => one !== name));
  };

  /** True when every named field holds something; marks those which do not. */
  const areFilled = (names: readonly (keyof T & string)[]): boolean => {
    const empty = names.filter((name) => {
      const value = values[name];
      return value === false || value === null || (typeof value === 'string' && !value.trim());
    });
    setMissing(empty);
    return empty.length === 0;
  };

  const faultAt = (name: string, requiredText: string): string | undefined =>
    missing.includes(name) ? requiredText : faultOf(error, name);

  const text = (name: TextKeys<T>, requiredText = '') => ({
    name,
    value: values[name] as string,
    onChange: (event: Typed) => set(name, event.currentTarget.value as T[typeof name]),
    error: faultAt(name, requiredText),
  });

  return { values, set, setValues, areFilled, faultAt, text };
}
