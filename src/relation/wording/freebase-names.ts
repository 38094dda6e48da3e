/** Names of Freebase relations that rules read badly, by full path or by their properties. */

export const freebaseNames: ReadonlyMap<string, string> = new Map(Object.entries({}));
