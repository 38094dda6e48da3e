/** Every tool that a graph may ever have been served with: all relation tools, and those that follow any relation. */
import type { Source } from '../graph/source.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { compileToolset, type Toolset } from '../tool/toolset.ts';

/** List and digest are those of the surface `relations` with the task frame; by name there are the others as well. */
export async function everyTool(source: Source, vocabulary: Vocabulary): Promise<Toolset> {
  const all = await compileToolset(source, vocabulary, { surface: 'relations', frame: true });
  const searched = await compileToolset(source, vocabulary, { surface: 'search', frame: true });
  const generic = await compileToolset(source, vocabulary, { surface: 'generic', frame: true });
  return { ...all, byName: new Map([...generic.byName, ...searched.byName, ...all.byName]) };
}
