import { useEffect, useRef } from 'react';

const SWITCH = 'leo.single-keys';
const SEQUENCE_WITHIN = 1200;

export const areKeysOn = (): boolean => localStorage.getItem(SWITCH) !== 'off';
export const switchKeys = (on: boolean): void => localStorage.setItem(SWITCH, on ? 'on' : 'off');

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(checkbox|radio|button)$/.test(target.type)) ||
    ['combobox', 'textbox', 'listbox', 'menu'].includes(target.role ?? ''));

function nameOf(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const shift = event.shiftKey && /^[a-z]$/i.test(event.key) ? 'Shift+' : '';
  return `${control}${shift}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
}

export interface Keys {
  [name: string]: (event: KeyboardEvent) => void;
}

/**
 * Keys of the page (product.md 4.5): `j`, `Shift+a`, `Mod+Enter`, `g p` for one after the other.
 * Single letters never act in a field or behind a dialog, and can be switched off.
 */
export function useKeys(keys: Keys, { inDialog = false }: { inDialog?: boolean } = {}): void {
  const latest = useRef(keys);
  const before = useRef({ name: '', at: 0 });
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const isChord = name.startsWith('Mod+');
      if (event.defaultPrevented || event.altKey) return;
      // In a field, Mod+a selects its text.
      if ((!isChord || name === 'Mod+a') && isTyping(event.target)) return;
      if (!isChord && !areKeysOn()) return;
      if (!inDialog && document.querySelector('[role="dialog"]') !== null) return;
      const isSoon = event.timeStamp - before.current.at < SEQUENCE_WITHIN;
      const sequence = isSoon ? `${before.current.name} ${name}` : '';
      const act = latest.current[sequence] ?? latest.current[name];
      before.current = { name, at: event.timeStamp };
      if (act === undefined) return;
      event.preventDefault();
      before.current = { name: '', at: 0 };
      act(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [inDialog]);
}
