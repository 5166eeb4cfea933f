/** What to call somebody: on file without a name is not the same as gone. */
export function personName(
  person: { full_name: string; on_file: boolean },
  text: (key: 'person.unknown' | 'person.unnamed') => string,
): string {
  return person.full_name || text(person.on_file ? 'person.unnamed' : 'person.unknown');
}
