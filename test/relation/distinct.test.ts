import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDistinct } from '../../src/relation/distinct.ts';

describe('chooseDistinct', () => {
  it('moves all members of a collision on, not only the later ones', () => {
    const chosen = chooseDistinct([['genre', 'film genre'], ['genre', 'music genre'], ['capital']]);
    expect(chosen).toEqual(['film genre', 'music genre', 'capital']);
  });

  it('moves on whoever is hit by a new text', () => {
    const lists = [
      ['genre', 'film genre', 'a1'],
      ['genre', 'music genre', 'a2'],
      ['film genre', 'a3'],
    ];
    expect(chooseDistinct(lists)).toEqual(['a1', 'music genre', 'a3']);
  });

  it('never gives out a taken text', () => {
    expect(chooseDistinct([['begin_task', 'begin_task_1']], ['begin_task'])).toEqual(['begin_task_1']);
  });

  it('gives the same texts in any order of the members, no two alike', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (lists, order) => {
        const members = lists.map((texts, index) => ({ id: index, texts: [...texts, `own ${index}`] }));
        const shuffled = members
          .map((member) => ({ member, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ member }) => member);
        const byId = (given: typeof members): Map<number, string | undefined> => {
          const chosen = chooseDistinct(given.map(({ texts }) => texts));
          return new Map(given.map(({ id }, index) => [id, chosen[index]]));
        };
        const straight = byId(members);
        expect(new Set(straight.values()).size).toBe(members.length);
        const turned = byId(shuffled);
        for (const { id } of members) expect(turned.get(id)).toBe(straight.get(id));
      }),
    );
  });
});
