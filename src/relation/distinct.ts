/** Chooses distinct texts: where two would be the same, all of them move on to their next candidate. */

/**
 * One text for each member, no two the same, whatever the order of the members. Every list of candidates must end in one that
 * no other list holds. `taken` texts are never given out.
 */
export function chooseDistinct(candidates: readonly (readonly string[])[], taken: Iterable<string> = []): string[] {
  const reserved = new Set(taken);
  const positions = candidates.map(() => 0);
  const textAt = (member: number): string => candidates[member]?.[positions[member] ?? 0] ?? '';
  for (;;) {
    const holders = new Map<string, number[]>();
    for (const member of candidates.keys()) {
      const text = textAt(member);
      const beside = holders.get(text);
      if (beside === undefined) holders.set(text, [member]);
      else beside.push(member);
    }
    const moving = [...holders]
      .filter(([text, members]) => members.length > 1 || reserved.has(text))
      .flatMap(([, members]) => members);
    const free = moving.filter((member) => (positions[member] ?? 0) < (candidates[member]?.length ?? 0) - 1);
    if (free.length === 0) return candidates.map((_, member) => textAt(member));
    for (const member of free) positions[member] = (positions[member] ?? 0) + 1;
  }
}
